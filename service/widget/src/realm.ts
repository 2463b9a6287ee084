// What lit finds in place of the page's global object (build.mjs): it leaves nothing there, and polyfills
// that the page has loaded for a lit of its own do not reach it.
//
// Under a policy of trusted types it makes its templates, which are constants, as the policy "mitra".

interface Policies {
  createPolicy(name: string, rules: unknown): unknown;
}

const policies = (window as { trustedTypes?: Policies }).trustedTypes;

export const realm = Object.assign(Object.create(null), {
  ShadowRoot: window.ShadowRoot,
  trustedTypes: policies && {
    emptyScript: "",
    createPolicy: (_: string, rules: unknown) => policies.createPolicy("mitra", rules),
  },
});
