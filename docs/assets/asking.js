// On the search page, before anything is painted: a query in the address makes room for its results.
if (location.search.length > 1) document.documentElement.classList.add("asking");
