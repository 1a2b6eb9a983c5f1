// The choice of light or dark is the browser's to keep.
window.wcfbroker = {
  theme: () => {
    try { return ['light', 'dark'].find(theme => theme === localStorage.getItem('wcfbroker.theme')) ?? 'system'; } catch { return 'system'; }
  },
  setTheme: theme => {
    try { localStorage.setItem('wcfbroker.theme', theme); } catch { /* A browser that keeps nothing follows the system. */ }
  },
};
