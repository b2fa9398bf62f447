"""More of everything, so that the queries of every page can be counted with few objects and with many.

A new model fails `test_every_model_grows` until it has a line here.
"""

import datetime

from django.apps import apps
from django.utils.timezone import now

from house import growing_copies, growing_lending, growing_machines, growing_notices
from house.shelf import copies_of


def _model(label: str):
    return apps.get_model(label)


def _works(world, number):
    copies_of(world.laskar_pelangi, number)


def _items(world, number):
    model = _model("catalogue.Item")
    have = model.objects.count()
    for extra in range(number):
        branch = (world.pusat, world.timur)[extra % 2]
        model.objects.create(record=world.laskar_pelangi, barcode=f"G{have + extra:06}", branch=branch)


def _batches(world, number):
    batch, row = _model("catalogue.ImportBatch"), _model("catalogue.StagedRecord")
    first = batch.objects.order_by("id").first()
    for extra in range(number):
        batch.objects.create(name=f"berkas-{extra}.mrc", path=f"{extra}.mrc", by=world.arman, state=batch.State.REVIEW)
        if first:
            place = row.objects.filter(batch=first).count() + 1
            row.objects.create(
                batch=first, position=place, raw=b"x", marc=world.laskar_pelangi.marc, title=f"Judul {place}",
                match=world.laskar_pelangi, match_rule="title",
            )  # fmt: skip


def _branches(world, number):
    model, hours = _model("branches.Branch"), _model("branches.OpeningHours")
    have = model.objects.count()
    for extra in range(number):
        branch = model.objects.create(
            code=f"c{have + extra}", name=f"Cabang {have + extra}", short_name=f"C{have + extra}"
        )
        hours.objects.create(branch=branch, weekday=0, opens=datetime.time(8), closes=datetime.time(16))


def _special_hours(world, number):
    for extra in range(number):
        day = now().date() + datetime.timedelta(days=extra + 1)
        _model("branches.SpecialHours").objects.create(branch=world.pusat, first_day=day, last_day=day, reason="Rapat")


def _holidays(world, number):
    model = _model("branches.Holiday")
    have = model.objects.count()
    for extra in range(number):
        model.objects.create(day=now().date() + datetime.timedelta(days=extra), name=f"Libur {have + extra}")


def _users(world, number):
    user, post = _model("accounts.User"), _model("accounts.StaffPost")
    have = user.objects.count()
    for extra in range(number):
        person = user.objects.create_user(f"orang{have + extra}", name=f"Orang {have + extra}")
        post.objects.create(user=person, role="desk", branch=world.pusat)


def _journal(world, number):
    for _ in range(number):
        _model("journal.Entry").objects.create(
            event="branches.BranchChanged", data={"branch": world.pusat.pk}, by=world.joko
        )


def _headings(world, number):
    authority, heading, variant = (_model(f"catalogue.{n}") for n in ("Authority", "Heading", "AuthorityVariant"))
    have = authority.objects.count()
    for extra in range(number):
        name = f"Penulis {have + extra}"
        made = authority.objects.create(kind="person", heading=name, display=name, key=name.lower(), sort=name.lower())
        variant.objects.create(authority=made, text=f"{name} (samaran)", key=f"{name} samaran")
        heading.objects.create(record=world.laskar_pelangi, authority=made, relation="contributor", position=extra)
        first = world.laskar_pelangi.headings.order_by("position").first().authority
        _model("catalogue.AuthorityRelation").objects.create(authority=first, other=made)
        change = _model("catalogue.HeadingChange").objects.create(
            act="changed", authority=made, old_heading="Lama", new_heading=name, state="done", by=world.arman, total=1
        )
        _model("catalogue.HeadingChangeRow").objects.create(change=change, record=world.laskar_pelangi, outcome="same")


def _issues(world, number):
    model = _model("catalogue.SerialIssue")
    have = model.objects.count()
    for extra in range(number):
        model.objects.create(record=world.bobo, volume="50", number=str(have + extra), sort=f"{have + extra:04}")


def _shelves(world, number):
    shelf, entry, work = _model("discovery.Shelf"), _model("discovery.ShelfEntry"), _model("catalogue.Work")
    have, works = shelf.objects.count(), list(work.objects.order_by("id")[:40])
    first = shelf.objects.order_by("id").first()
    for extra in range(number):
        made = shelf.objects.create(title=f"Daftar {have + extra}", slug=f"daftar-{have + extra}", published_from=now())
        entry.objects.create(shelf=made, work=works[extra])
        first = first or made
    taken = set(first.entries.values_list("work_id", flat=True))
    for each in [work for work in works if work.pk not in taken][:number]:
        entry.objects.create(shelf=first, work=each)


def _misses(world, number):
    model = _model("discovery.SearchMiss")
    have = model.objects.count()
    for extra in range(number):
        model.objects.create(terms=f"tak ada {have + extra}", day=now().date())


def _refused(world, number):
    model = _model("discovery.RefusedCount")
    have = model.objects.count()
    for extra in range(number):
        model.objects.create(day=now().date(), reason=model.Reason.AGENT, agent=f"bot{have + extra}", count=1)


def _revisions(world, number):
    model, record = _model("catalogue.Revision"), world.laskar_pelangi
    have = model.objects.count()
    for extra in range(number):
        fields = {"number": 1000 + have + extra, "before": record.marc, "change": "{}", "by": world.arman}
        model.objects.create(record=record, **fields)


def _covers(world, number):
    works = _model("catalogue.BibRecord").objects.filter(cover=None).order_by("id")[:number]
    model = _model("catalogue.Cover")
    for extra, record in enumerate(works):
        model.objects.create(record=record, name=f"{extra:024x}", width=320, height=480)


def _record_templates(world, number):
    model = _model("catalogue.RecordTemplate")
    have = model.objects.count()
    for extra in range(number):
        model.objects.create(name=f"Contoh {have + extra}", marc=world.laskar_pelangi.marc, by=world.arman)


def _moves(world, number):
    move, file, row = (_model(f"moving.{name}") for name in ("Move", "MoveFile", "MoveRow"))
    first = move.objects.order_by("id").first()
    for extra in range(number):
        made = move.objects.create(name=f"slims-{extra}.csv", by=world.arman, state=move.State.REVIEW)
        file.objects.create(move=made, name="slims.csv", kind="slims_titles")
        if first:
            place = row.objects.filter(move=first).count() + 1
            row.objects.create(
                move=first, file=first.files.first(), position=place, line=place, kind="title", outcome="refused",
                reason="no_title", flags=["mojibake"], raw="x",
            )  # fmt: skip


def _departures(world, number):
    model = _model("moving.Departure")
    for _extra in range(number):
        model.objects.create(state=model.State.READY, by=world.joko)


def _targets(world, number):
    target, answer, found = (_model(f"catalogue.{name}") for name in ("SruTarget", "SruAnswer", "SruFound"))
    have = target.objects.count()
    search = _model("catalogue.SruSearch").objects.order_by("id").first()
    for extra in range(number):
        made = target.objects.create(name=f"Katalog {have + extra}", address=f"http://sru{have + extra}.invalid/")
        _model("catalogue.SruSearch").objects.create(words=f"kata {have + extra}", by=world.arman)
        if search:
            answered = answer.objects.create(search=search, target=made, state="found", total=1)
            found.objects.create(answer=answered, position=1, marc=world.laskar_pelangi.marc)


def _pages(world, number):
    from serambi.editorial.queries import forget
    from serambi.editorial.tests.written import a_page, a_picture, places

    known, picture = places(), a_picture("Anak-anak membaca")
    have = _model("editorial.NewsPage").objects.count()
    for extra in range(number):
        a_page(known.news, "news", f"Kabar {have + extra}", picture=picture)
        a_page(known.info, "info", f"Halaman {have + extra}", show_in_menus=True)
        a_page(known.campaigns, "campaign", f"Kampanye {have + extra}")
        a_page(known.banners, "banner", f"Spanduk {have + extra}")
    forget()


GROW = {
    "catalogue.Work": _works,
    "catalogue.Item": _items,
    "catalogue.ItemChange": growing_copies.item_changes,
    "catalogue.PrintJob": growing_copies.prints,
    "catalogue.RecordMerge": growing_copies.merges,
    "catalogue.BatchChange": growing_copies.batch_changes,
    "catalogue.Authority": _headings,
    "catalogue.SerialIssue": _issues,
    "catalogue.Revision": _revisions,
    "catalogue.Cover": _covers,
    "catalogue.RecordTemplate": _record_templates,
    "catalogue.ImportBatch": _batches,
    "catalogue.SruTarget": _targets,
    "patrons.Patron": growing_lending.patrons,
    "circulation.Loan": growing_lending.loans,
    "circulation.Hold": growing_lending.holds,
    "circulation.Charge": growing_lending.charges,
    "circulation.Rule": growing_lending.rules,
    "notices.Notice": growing_notices.notices,
    "sip2.Terminal": growing_machines.terminals,
    "moving.Move": _moves,
    "moving.Departure": _departures,
    "branches.Branch": _branches,
    "branches.SpecialHours": _special_hours,
    "branches.Holiday": _holidays,
    "accounts.User": _users,
    "journal.Entry": _journal,
    "discovery.Shelf": _shelves,
    "discovery.SearchMiss": _misses,
    "discovery.RefusedCount": _refused,
    "editorial.NewsPage": _pages,
}
"""Model to what makes more of it."""


def grow(world, number: int) -> None:
    """`number` more of everything."""
    for more in GROW.values():
        more(world, number)
