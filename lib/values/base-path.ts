/** The hub's base URL without its last slash: what stands before every path of the hub. Empty for `/`. */
export function basePath({ baseUrl }: { readonly baseUrl: string }): string {
  return baseUrl.replace(/\/$/, '');
}
