"""The demo's covenants, brought through the same steps as people's: write, submit, approve, recognise."""

from __future__ import annotations

from typing import Any

from wagtail.models import Revision

from cms.approval.binding import latest_binding
from cms.approval.service import DecisionData, RemarkData, approve, give_back, submit
from content_models.covenants.comparison import pair_articles
from content_models.covenants.decisions import suspend
from content_models.covenants.editing import stream_data
from content_models.covenants.models import CovenantPage
from content_models.covenants.paper import confirm_record, record_paper
from content_models.covenants.plain_text import read_covenant
from content_models.covenants.provisions import number_blocks
from content_models.places.models import Place
from content_models.roles.table import Role

from .files import DemoText
from .people import People

_STEPS = (Role.CULTURE_OFFICER, Role.JUSTICE_OFFICER, Role.COMMUNE_LEADER)
_STOPS = {"in_review:review": 0, "in_review:check": 1, "in_review:recognition": 2, "recognised": 3}


def load_covenant(demo: DemoText, people: People) -> None:
    """One text file in the state that its front matter names."""
    meta = demo.meta
    hamlet = Place.objects.get(parent__code=meta["commune"], slug=meta["hamlet"])
    if meta["state"].startswith("recorded"):
        _record(demo, hamlet, people)
        return
    page = _write(demo, hamlet, people)
    if meta["state"] == "drafting":
        return
    submit(page, people.of(hamlet, Role.HAMLET_HEAD))
    if meta["state"] == "returned":
        _return(page, meta["returned"], hamlet, people)
        return
    for role in _STEPS[: _STOPS[meta["state"]]]:
        decision = _decision(meta["decision"]) if role == Role.COMMUNE_LEADER else None
        state = page.current_workflow_task_state
        approve(state.pk, people.of(hamlet.parent, role), latest_binding(page), decision=decision)
        page = CovenantPage.objects.get(pk=page.pk)
    for suspension in meta.get("suspensions", ()):
        _suspend(page, suspension, people.of(hamlet.parent, Role.COMMUNE_LEADER))


def _write(demo: DemoText, hamlet: Place, people: People) -> CovenantPage:
    """The team's draft: a new page, or the next text of the one that is there, with its articles' identity."""
    writer = people.of(hamlet, Role.DRAFTING_MEMBER)
    blocks = read_covenant(demo.text).blocks
    page = CovenantPage.objects.filter(place=hamlet).first()
    if page is None:
        page = CovenantPage(title=demo.meta["title"], kind=demo.meta["kind"], owner=writer, live=False)
        page.body = stream_data(blocks)
        hamlet.page.add_child(instance=page)
    else:
        _keep_identity(blocks, page)
        page.title, page.kind = demo.meta["title"], demo.meta["kind"]
        page.body = stream_data(blocks)
    revision: Revision = page.save_revision(user=writer, log_action=True)
    return revision.as_object()


def _keep_identity(blocks: list[dict[str, Any]], page: CovenantPage) -> None:
    """An amended text read from a file: its articles are those of the text before, found by likeness."""
    before = page.numbered()
    now = number_blocks(blocks)
    pairs = pair_articles(before.articles, now.articles)
    articles = [block for block in blocks if block["type"] == "article"]
    for position, block in enumerate(articles):
        if position in pairs:
            block["id"] = before.articles[pairs[position]].block_id


def _suspend(page: CovenantPage, suspension: dict[str, Any], leader: Any) -> None:
    """A suspension of provisions of the newest version, recorded by the commune's leader."""
    version = page.versions.order_by("-number").values_list("number", flat=True).first()
    paper = {key: value for key, value in suspension.items() if key != "date"}
    suspend(page, version=version, issued_on=suspension["date"], by=leader, **paper)


def _return(page: CovenantPage, returned: dict[str, Any], hamlet: Place, people: People) -> None:
    numbered = page.numbered()
    remarks = []
    for remark in returned["remarks"]:
        article = numbered.articles[remark["article"] - 1]
        remarks.append(RemarkData(remark["text"], article.block_id, article.label))
    officer = people.of(hamlet.parent, Role(returned["by"]))
    give_back(page.current_workflow_task_state.pk, officer, latest_binding(page), returned["reason"], remarks)


def _record(demo: DemoText, hamlet: Place, people: People) -> None:
    decision = demo.meta["decision"]
    record = record_paper(
        hamlet=hamlet,
        kind=demo.meta["kind"],
        title=demo.meta["title"],
        text=demo.text,
        scan=None,
        decision_number=decision["number"],
        decided_on=decision["date"],
        issuer=decision["issuer"],
        signer=decision["signer"],
        signer_title=decision["signer_title"],
        effective_on=decision["date"],
        by=people.of(hamlet.parent, Role.CULTURE_OFFICER),
    )
    if demo.meta["state"] == "recorded":
        confirm_record(record, by=people.of(hamlet.parent, Role.JUSTICE_OFFICER))


def _decision(data: dict[str, Any]) -> DecisionData:
    return DecisionData(data["number"], data["date"], data["issuer"], data["signer"], data["signer_title"])
