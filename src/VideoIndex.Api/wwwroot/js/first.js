// Runs before anything is painted: the layout that the address asks for and the theme chosen by hand, so that nothing moves or flashes later.
{
  const values = new URLSearchParams(location.search), root = document.documentElement;
  root.dataset.view = values.get('view') === 'library' ? 'library' : Number(values.get('m')) > 0 ? 'moment' : values.get('q')?.trim() || values.get('like') ? 'results' : 'home';
  try {
    const theme = localStorage.getItem('theme');
    if (theme === 'light' || theme === 'dark') root.dataset.theme = theme;
  } catch { /* storage is switched off: the system's theme it is */ }
}
