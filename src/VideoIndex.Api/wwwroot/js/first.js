// Runs before anything is painted: which layout the address asks for, so that nothing moves when the page's own code arrives.
{
  const values = new URLSearchParams(location.search);
  document.documentElement.dataset.view = values.get('view') === 'library' ? 'library' : Number(values.get('m')) > 0 ? 'moment' : values.get('q')?.trim() ? 'results' : 'home';
}
