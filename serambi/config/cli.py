"""The program `serambi`. Each subcommand is one function; Django is set up only when one needs it."""

import argparse
import os
import sys
from pathlib import Path


def main(argv: list[str] | None = None) -> int:
    """Run one subcommand; returns the exit status."""
    options = _parser().parse_args(argv)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "serambi.config.settings")
    if options.data:
        os.environ["SERAMBI_DATA"] = str(Path(options.data).resolve())
    if options.profile:
        os.environ["SERAMBI_PROFILE"] = options.profile
    if getattr(options, "example", False):
        os.environ["SERAMBI_EXAMPLE"] = "1"
    try:
        return options.run(options) or 0
    except KeyboardInterrupt:
        return 130


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="serambi", description="The service platform of an Indonesian city library.")
    parser.add_argument("--data", help="folder for database, index and files (default: ./var)")
    parser.add_argument("--profile", help="city profile that seeds an empty library (default: palu)")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    def command(name: str, function, help_text: str) -> argparse.ArgumentParser:
        sub = commands.add_parser(name, help=help_text, description=help_text)
        sub.set_defaults(run=function)
        return sub

    run = command("run", _run, "prepare everything and serve: web, worker, indexer and scheduler as one service")
    run.add_argument("--port", type=int, default=8000)
    run.add_argument("--host", default="127.0.0.1")
    run.add_argument("--workers", type=int, default=2, help="web processes")
    run.add_argument("--example", action="store_true", help="fill an empty library with example data")
    setup = command("setup", _setup, "create or update the database and the static files, then stop")
    setup.add_argument("--example", action="store_true", help="fill an empty library with example data")
    web = command("web", _web, "serve web pages only (several app servers behind a proxy)")
    web.add_argument("--port", type=int, default=8000)
    web.add_argument("--host", default="127.0.0.1")
    web.add_argument("--workers", type=int, default=2)
    command("worker", _worker, "run background tasks")
    command("indexer", _indexer, "keep this machine's search index in step with the catalogue")
    command("scheduler", _scheduler, "start periodic work and give back the tasks of dead workers")
    machines = command("sip2", _sip2, "answer self-service machines (SIP2 2.00)")
    machines.add_argument("--host", default="127.0.0.1")
    machines.add_argument("--port", type=int, default=6001)
    machines.add_argument("--tls-cert", type=Path, help="certificate (PEM): machines then speak TLS")
    machines.add_argument("--tls-key", type=Path, help="its key, when it is a file of its own")
    take_in = command("import", _import, "stage and commit a MARC file")
    take_in.add_argument("file", type=Path)
    take_in.add_argument("--branch", help="code of the branch for copies that name none")
    take_in.add_argument("--on-match", choices=["keep", "replace", "new"], default="keep")
    give_out = command("export", _export, "write the whole catalogue in an open format")
    give_out.add_argument("format", choices=["mrc", "marcxml", "dc", "csv", "ris"])
    give_out.add_argument("file", type=Path, help="where to write; - for standard output")
    move = command("move", _move, "move the files of SLiMS, INLISLite or any list in, with every guess taken as it is")
    move.add_argument("files", type=Path, nargs="+")
    move.add_argument("--branch", help="code of the branch for copies that name none")
    move.add_argument("--source", default="SLIMS", help="name of the old system, before its numbers")
    move.add_argument("--brief", action="store_true", help="copies without a title bring a brief one")
    move.add_argument("--try", action="store_true", dest="only_try", help="stop after the trial")
    everything = command("export-all", _export_all, "write everything in open formats as one archive")
    everything.add_argument("file", type=Path)
    admin = command("admin", _admin, "make the first IT administrator and print a one-time sign-in link")
    admin.add_argument("username")
    admin.add_argument("--email", default="")
    manage = command("manage", _manage, "any Django management command")
    manage.add_argument("arguments", nargs=argparse.REMAINDER)
    return parser


def _django() -> None:
    import django

    django.setup()


def _run(options) -> int:
    from serambi.config.supervisor import serve

    return serve(options)


def _setup(options) -> int:
    _django()
    from serambi.config.setup import prepare

    prepare(example=options.example)
    return 0


def _web(options) -> int:
    from serambi.config.processes import web_command

    os.execv(sys.executable, web_command(options.host, options.port, options.workers))  # noqa: S606


def _worker(options) -> int:
    _django()
    from serambi.config.processes import run_worker

    return run_worker()


def _indexer(options) -> int:
    _django()
    from serambi.discovery.indexer import run

    return run()


def _scheduler(options) -> int:
    _django()
    from serambi.config.processes import run_scheduler

    return run_scheduler()


def _sip2(options) -> int:
    _django()
    from serambi.sip2.server import run

    return run(options.host, options.port, options.tls_cert, options.tls_key)


def _import(options) -> int:
    _django()
    from serambi.catalogue.command_line import import_command

    return import_command(options.file, branch=options.branch, on_match=options.on_match)


def _export(options) -> int:
    _django()
    from serambi.catalogue.command_line import export_command

    return export_command(options.format, options.file)


def _move(options) -> int:
    _django()
    from serambi.moving.command_line import move_command

    return move_command(
        options.files, branch=options.branch, source=options.source, brief=options.brief, only_try=options.only_try
    )


def _export_all(options) -> int:
    _django()
    from serambi.moving.command_line import export_all_command

    return export_all_command(options.file)


def _admin(options) -> int:
    _django()
    from serambi.accounts.first_admin import create_first_admin

    sys.stdout.write(f"{create_first_admin(options.username, options.email)}\n")
    return 0


def _manage(options) -> int:
    from django.core.management import execute_from_command_line

    execute_from_command_line(["serambi manage", *options.arguments])
    return 0
