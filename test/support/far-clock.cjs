/** For `node --require`: a clock in another century, and other dice. */
const RealDate = Date;
const FAR = RealDate.UTC(2099, 1, 28, 23, 59, 59, 999);
globalThis.Date = class extends RealDate {
  constructor(...args) {
    if (args.length === 0) super(FAR);
    else super(...args);
  }
  static now() {
    return FAR;
  }
};
Math.random = () => 0.123456789;
