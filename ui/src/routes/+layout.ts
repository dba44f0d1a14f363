// The app is one page that runs in the webview: nothing is rendered on a server.
export const ssr = false;
export const prerender = false;
