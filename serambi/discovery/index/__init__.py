"""The search index behind a small port. Derived data: it can be deleted and built again from the catalogue.

    index = SearchIndex.open(root)              IndexMissing | IndexOutdated | IndexCorrupt: rebuild first
    found = index.search(query, page=1)         Found(work_ids, total, page, pages, refused, direct, unknown_words ...)
    index.facets(query)                         {name: [FacetValue(value, count, selected)]}, first screen, exact
    index.facets(query, LAZY)                   subject, author, series: asked for after the page is shown
    index.suggest("lask", 8)                    [Suggestion(kind, text, id)]
    index.did_you_mean(query)                   Query | None; found.total small is the time to ask
    index.rescue(query)                         [Step(query, count, reason, detail)] when nothing was found;
                                                to_address(step.query) is its address
    index.count(query), index.size

Queries come from `serambi.discovery.query`: `parse(text)`, `from_address(dict(request.GET.lists()))`,
`to_address(query, page=2)`, `compose({"author": "andrea hirata"})`, `explain(query)`,
`query.toggled("branch", "pusat")`.

The indexer, one process:

    index = SearchIndex(root)                   opens nothing yet
    with index.rebuild() as writer:             beside the generation that answers
        writer.put(works); writer.commit(cursor); writer.publish()
    with index.writer() as writer:              IndexBusy when another process writes
        writer.cursor                           where to go on in the journal, "" at first
        writer.put(works)                       adds or replaces whole `WorkDocument`s by work_id
        writer.delete(work_ids)
        writer.commit(cursor)                   findable, durable; readers see it within 0.2 s

A process killed between two commits does its last batch again: works are replaced whole, so nothing is lost or
doubled. Readers in any process follow commits and generations by themselves.
"""

from serambi.discovery.index.document import WorkDocument
from serambi.discovery.index.facets import FIRST_SCREEN, LAZY, FacetValue
from serambi.discovery.index.failures import IndexBusy, IndexCorrupt, IndexMissing, IndexOutdated, IndexUnusable
from serambi.discovery.index.rescuing import Step
from serambi.discovery.index.searching import MOST_PAGES, PAGE_SIZE, Found, SearchIndex
from serambi.discovery.index.suggesting import Suggestion
from serambi.discovery.index.writing import IndexWriter

__all__ = [
    "FIRST_SCREEN",
    "LAZY",
    "MOST_PAGES",
    "PAGE_SIZE",
    "FacetValue",
    "Found",
    "IndexBusy",
    "IndexCorrupt",
    "IndexMissing",
    "IndexOutdated",
    "IndexUnusable",
    "IndexWriter",
    "SearchIndex",
    "Step",
    "Suggestion",
    "WorkDocument",
]
