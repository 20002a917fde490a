"""The forms for recording a decision about a recognised covenant: one for each kind, and one for a correction."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from django import forms
from django.utils import timezone

from content_models.covenants.decision_rules import Proposal
from content_models.covenants.models import CovenantPage, CovenantVersion, Decision, Effect
from content_models.files.models import AttachedFile

WHOLE, PART = "whole", "part"
SIGNER_TITLES = [("Chủ tịch", "Chủ tịch"), ("Phó Chủ tịch", "Phó Chủ tịch (KT.)")]


class DecisionForm(forms.Form):
    """What stands on the paper of every decision. Only the form is checked here; what the law asks for is checked
    by `decisions`, whose sentences come back to these fields."""

    effect: Effect

    number = forms.CharField(label="Số quyết định", max_length=50, required=False, help_text="Ví dụ 15/QĐ-UBND.")
    issued_on = forms.DateField(label="Ngày ký quyết định", initial=timezone.localdate)
    signer = forms.CharField(label="Người ký", max_length=120, required=False)
    signer_title = forms.ChoiceField(label="Chức vụ người ký", choices=SIGNER_TITLES)
    reason = forms.CharField(
        label="Lý do", required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Như trong quyết định. Người dân đọc được.",
    )  # fmt: skip
    ground = forms.CharField(
        label="Căn cứ", required=False, max_length=500,
        help_text="Điều khoản của pháp luật, báo cáo hoặc kết luận kiểm tra mà quyết định dựa vào.",
    )  # fmt: skip
    file = forms.ModelChoiceField(
        AttachedFile.objects.none(), label="Bản quét quyết định", required=False, empty_label="Không có",
        help_text="Chọn trong các tệp mà công chức của xã đã tải lên.",
    )  # fmt: skip

    def __init__(self, *args: Any, page: CovenantPage, version: CovenantVersion | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.page, self.version = page, version
        commune = page.place.parent
        self.fields["file"].queryset = AttachedFile.objects.filter(collection=commune.collection_id).order_by("-pk")

    @property
    def numbers_version(self) -> int:
        return self.version.number if self.version else 0

    def proposal(self, issuer: str) -> Proposal:
        """What was typed, for a valid form."""
        data = self.cleaned_data
        return Proposal(
            effect=self.effect.value, version=self.numbers_version, number=data["number"],
            issued_on=data["issued_on"], effective_on=data.get("effective_on") or data["issued_on"], issuer=issuer,
            signer=data["signer"], signer_title=data["signer_title"], reason=data["reason"], ground=data["ground"],
            file=data["file"], targets=self.targets(), deadline=data.get("deadline"), annuls=data.get("annuls"),
        )  # fmt: skip

    def targets(self) -> tuple[str, ...]:
        return ()

    def add_problems(self, problems: dict[str, Iterable[str]]) -> None:
        """Sentences of the service beside the fields that they are about."""
        for name, sentences in problems.items():
            for sentence in sentences:
                self.add_error(name if name in self.fields else None, sentence)


class TargetsForm(DecisionForm):
    """Of the whole text, or of named articles, clauses and points: checkboxes beside the text."""

    scope = forms.ChoiceField(
        label="Quyết định áp dụng cho", widget=forms.RadioSelect, required=False,
        choices=[(PART, "Một số điều, khoản, điểm (chọn ở dưới)"), (WHOLE, "Toàn bộ văn bản")],
    )  # fmt: skip
    targets_field = "targets"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        anchors = list(self._rows()) if self.version else []
        self.fields["targets"] = forms.MultipleChoiceField(
            label="Điều, khoản, điểm", required=False, choices=[(anchor, anchor) for anchor in anchors]
        )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("scope") not in (WHOLE, PART):
            self.add_error("scope", "Hãy chọn: một số điều, khoản hay toàn bộ văn bản.")
        elif data["scope"] == PART and not data.get("targets") and "targets" not in self.errors:
            self.add_error("targets", "Hãy đánh dấu ít nhất một điều, khoản hoặc điểm.")
        return data

    def targets(self) -> tuple[str, ...]:
        return () if self.cleaned_data.get("scope") == WHOLE else tuple(self.cleaned_data.get("targets", ()))

    @property
    def chosen(self) -> set[str]:
        """Anchors that are ticked, for drawing the checkboxes."""
        return set(self["targets"].value() or ())

    def _rows(self) -> Iterable[str]:
        for article in self.version.covenant.articles if self.version else ():
            yield article.anchor
            for clause in article.clauses:
                yield from (provision.anchor for provision in clause.walk())


class SuspensionForm(TargetsForm):
    """NĐ 61/2023 Đ.12, Mẫu 04: in force from its signing, with reason and deadline."""

    effect = Effect.SUSPENSION
    deadline = forms.DateField(label="Thời hạn khắc phục", required=False)
    field_order = ("number", "issued_on", "deadline", "signer", "signer_title", "reason", "ground", "file", "scope")


class AbolitionForm(TargetsForm):
    """NĐ 61/2023 Đ.14, Mẫu 05: the decision names its day of effect."""

    effect = Effect.ABOLITION
    effective_on = forms.DateField(
        label="Bãi bỏ có hiệu lực từ ngày",
        required=False,
        help_text="Điều 14 không định ngày, nên quyết định phải nêu.",
    )
    field_order = (
        "number", "issued_on", "effective_on", "signer", "signer_title", "reason", "ground", "file", "scope",
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if not data.get("effective_on") and "effective_on" not in self.errors:
            self.add_error("effective_on", "Hãy ghi ngày bãi bỏ có hiệu lực: Điều 14 không định ngày.")
        return data


class AnnulmentForm(DecisionForm):
    """A wrong decision is undone from its start, with the ground."""

    effect = Effect.ANNULMENT
    annuls = forms.TypedChoiceField(
        label="Hủy bỏ quyết định nào", coerce=int, empty_value=None, required=False, widget=forms.RadioSelect
    )
    field_order = ("annuls", "number", "issued_on", "signer", "signer_title", "ground", "reason", "file")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["annuls"].choices = [
            (decision.pk, f"{decision.get_effect_display()}: {decision}")
            for decision in self.page.decisions_by_id.values()
            if self._may_be_annulled(decision)
        ]

    def _may_be_annulled(self, decision: Decision) -> bool:
        fact = self.page.history.effective(decision.pk)
        return fact is not None and fact.id == decision.pk

    @property
    def numbers_version(self) -> int:
        annuls = self.cleaned_data.get("annuls")
        return next((fact.version for fact in self.page.history.decisions if fact.id == annuls), 0)


class RecognitionForm(DecisionForm):
    """Only for correcting the record of a recognition: its text is not touched."""

    effect = Effect.RECOGNITION
    effective_on = forms.DateField(label="Có hiệu lực từ ngày")
    field_order = ("number", "issued_on", "effective_on", "signer", "signer_title", "ground", "file")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["reason"]

    def clean(self) -> dict[str, Any]:
        return {"reason": ""} | (super().clean() or {})


class Correcting(forms.Form):
    """What the correction of a record says besides: why, and perhaps that there is no such decision."""

    correction_reason = forms.CharField(
        label="Bản ghi trước sai ở đâu", max_length=500, required=False,
        help_text="Ví dụ: ghi nhầm số 45 thành 54. Người dân đọc được.",
    )  # fmt: skip
    void = forms.BooleanField(label="Không có quyết định này: đã ghi nhầm vào văn bản này", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.order_fields(["correction_reason", "void", *(self.field_order or ())])

    def proposal(self, issuer: str) -> Proposal:
        made = super().proposal(issuer)
        effect = "void" if self.cleaned_data.get("void") else made.effect
        return replace(made, effect=effect, correction_reason=self.cleaned_data["correction_reason"])


class CorrectSuspension(Correcting, SuspensionForm):
    """The record of a suspension, mended."""


class CorrectAbolition(Correcting, AbolitionForm):
    """The record of an abolition, mended."""


class CorrectAnnulment(Correcting, AnnulmentForm):
    """The record of an annulment, mended: the decision that it undoes stays the same."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["annuls"].choices = [
            (decision.pk, str(decision)) for decision in self.page.decisions_by_id.values()
        ]


class CorrectRecognition(Correcting, RecognitionForm):
    """The record of a recognition, mended: its text is not touched, and it cannot be taken back this way."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["void"]


FORMS: dict[Effect, type[DecisionForm]] = {form.effect: form for form in (SuspensionForm, AbolitionForm, AnnulmentForm)}
CORRECTIONS: dict[Effect, type[Any]] = {
    form.effect: form for form in (CorrectSuspension, CorrectAbolition, CorrectAnnulment, CorrectRecognition)
}
