"""An old portal's documents, one a line (`docs/operations.md`)."""

from __future__ import annotations

import contextlib
import csv
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

from cms.importing.people import NoSuchPerson, confirmer, person_named, the_import
from cms.importing.run import RefusedLine, Tally, import_file
from cms.importing.service import CREATED, UNCHANGED, UPDATED, Act, Importer

SOME_REFUSED, STOPPED, INTERRUPTED = 1, 2, 130
SHOWN = 20  # refused lines on the screen; all of them are in the report
BAR = 30
QUIET_SECONDS = 10  # between two lines of progress where there is no terminal


class Command(BaseCommand):
    help = "Brings an old portal's documents in: a JSON object a line. Run it again to go on or to update."

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("file", type=Path, metavar="FILE.jsonl")
        parser.add_argument("--report", type=Path, metavar="FILE.csv", help="write refused lines with their reasons")
        parser.add_argument("--by", metavar="USER", help="phone number of the person who answers for the import")
        parser.add_argument("--reason", default="Chuyển văn bản từ cổng cũ sang Đình", help="kept in every history")
        parser.add_argument("--confirmed-by", metavar="USER", help="confirms covenants; in a demo database only")

    def handle(self, *args: Any, **options: Any) -> None:
        path: Path = options["file"]
        if not options["reason"].strip():
            raise CommandError("Hãy ghi lý do.", returncode=STOPPED)
        with contextlib.ExitStack() as stack:
            try:
                by = person_named(options["by"]) if options["by"] else the_import()
                second = confirmer(options["confirmed_by"]) if options["confirmed_by"] else None
                file = stack.enter_context(path.open("rb"))
                report = self._report(options["report"], stack)
            except (NoSuchPerson, OSError) as problem:
                raise CommandError(str(problem), returncode=STOPPED) from problem
            importer = Importer(Act(by, options["reason"].strip()[:255], second))
            progress = _Progress(self, path.stat().st_size)
            try:
                tally = import_file(file, importer, source=path.name, refuse=report, progress=progress)
            except KeyboardInterrupt:
                raise CommandError("Đã dừng. Chạy lại lệnh này để đưa tiếp.", returncode=INTERRUPTED) from None
            except DatabaseError as problem:
                sentence = f"Cơ sở dữ liệu báo lỗi: {problem}. Chạy lại lệnh này để đưa tiếp."
                raise CommandError(sentence, returncode=STOPPED) from problem
        self._summary(tally, progress, options["report"])

    def _report(self, path: Path | None, stack: contextlib.ExitStack) -> Callable[[RefusedLine], None]:
        """Refused lines go to the file, and the first of them to the screen."""
        shown = 0
        # With a byte order mark: spreadsheets read Vietnamese rightly only with it.
        file = stack.enter_context(path.open("w", encoding="utf-8-sig", newline="")) if path else None
        table = csv.writer(file) if file else None
        if table:
            table.writerow(["dòng", "mã", "lý do"])

        def refuse(line: RefusedLine) -> None:
            nonlocal shown
            if table and file:
                table.writerow([line.number, line.key, line.reason])
                file.flush()
            shown += 1
            if shown <= SHOWN:
                self.stderr.write(f"Dòng {line.number}: {line.reason}")
            elif shown == SHOWN + 1 and not table:
                self.stderr.write("… Còn nữa. Dùng --report TỆP để ghi mọi dòng không nhận.")

        return refuse

    def _summary(self, tally: Tally, progress: _Progress, report: Path | None) -> None:
        outcomes = tally.outcomes
        self.stdout.write(
            f"{outcomes[CREATED]} văn bản mới, {outcomes[UPDATED]} cập nhật, {outcomes[UNCHANGED]} giữ nguyên, "
            f"{tally.refused} dòng không nhận; {progress.seconds:.0f} giây."
        )
        if outcomes[CREATED] + outcomes[UPDATED]:
            self.stdout.write("Máy ghi chỉ mục (search_indexer) đang đưa văn bản vào tìm kiếm.")
        if tally.refused:
            where = f" Xem {report}." if report else ""
            raise CommandError(
                f"{tally.refused} dòng không nhận, các dòng khác đã vào.{where}", returncode=SOME_REFUSED
            )


class _Progress:
    """A bar in place on a terminal; elsewhere a line now and then."""

    def __init__(self, command: BaseCommand, size: int) -> None:
        self.out, self.size = command.stdout, max(1, size)
        self.started = self.said = time.monotonic()

    @property
    def seconds(self) -> float:
        return time.monotonic() - self.started

    def __call__(self, tally: Tally) -> None:
        share = min(1.0, tally.end / self.size)
        speed = tally.lines / max(self.seconds, 0.001)
        left = self.seconds / share - self.seconds if share else 0.0
        text = f"{share:4.0%}  {tally.lines} dòng, {speed:.0f} dòng/giây, còn {left:.0f} giây"
        if self.out.isatty():
            filled = round(BAR * share)
            ending = "\n" if tally.end >= self.size else ""
            self.out.write(f"\r[{'█' * filled}{'·' * (BAR - filled)}] {text}   ", ending=ending)
            self.out.flush()
        elif time.monotonic() - self.said > QUIET_SECONDS:
            self.said = time.monotonic()
            self.out.write(text.strip())
