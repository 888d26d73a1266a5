/** Timestamps as go-yaml knows them. They stay text; only the tag `!!timestamp` asks for the form. */

const DATE = /^(\d{4})-(\d{1,2})-(\d{1,2})(.*)$/s;
const CLOCK = '(\\d{1,2}):(\\d{1,2}):(\\d{1,2})(?:[.,]\\d+)?';
const WITH_ZONE = new RegExp(`^[Tt]${CLOCK}(?:Z|[-+](\\d\\d):(\\d\\d))$`);
const WITHOUT_ZONE = new RegExp(`^ +${CLOCK}$`);

export function isTimestamp(text: string): boolean {
  const date = DATE.exec(text);
  if (!date) return false;
  const [, year, month, day, rest = ''] = date;
  if (!isDate(Number(year), Number(month), Number(day))) return false;
  if (rest === '') return true;
  const clock = WITH_ZONE.exec(rest) ?? WITHOUT_ZONE.exec(rest);
  if (!clock) return false;
  const [, hour, minute, second, zoneHour = '0', zoneMinute = '0'] = clock;
  const inDay = Number(hour) < 24 && Number(minute) < 60 && Number(second) < 60;
  return inDay && Number(zoneHour) <= 24 && Number(zoneMinute) < 60;
}

function isDate(year: number, month: number, day: number): boolean {
  if (month < 1 || month > 12 || day < 1) return false;
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  const days = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
  return day <= (days[month - 1] ?? 0);
}
