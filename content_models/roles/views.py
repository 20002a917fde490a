"""The people's register in the admin: list, new person, list from XLSX, roles, first passwords."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.auth import update_session_auth_hash
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from wagtail.admin import messages

from content_models.collation import given_name_key
from content_models.register_pages import attempt, form_page

from . import service
from .forms import (
    CorrectPersonForm,
    EndRoleForm,
    OwnPasswordForm,
    PeopleFileForm,
    PersonForm,
    ReasonForm,
    RoleForm,
    manageable_units,
)
from .models import Membership, Person
from .people_file import read_people, template
from .table import Role

PAGE_SIZE = 50


def _require_manager(request: HttpRequest) -> None:
    if not manageable_units(request.user).exists():
        raise PermissionDenied(service.NOT_YOURS)


def _people_of(user: Any) -> Any:
    people = Person.objects.filter(memberships__unit__in=manageable_units(user)).distinct()
    return people if not user.is_superuser else Person.objects.all()


def _page_of(people: Any, number: str | None) -> Any:
    """A page of the people, by given name as lists are kept in Vietnam: a database sorts by bytes and family name."""
    names = sorted(people.order_by().values_list("pk", "full_name"), key=lambda row: (given_name_key(row[1]), row[0]))
    page = Paginator([pk for pk, _ in names], PAGE_SIZE).get_page(number)
    found = Person.objects.prefetch_related("memberships__unit__parent").in_bulk(list(page.object_list))
    page.object_list = [found[pk] for pk in page.object_list]
    return page


def index(request: HttpRequest) -> HttpResponse:
    """People of the units that the visitor manages, found by name, phone or unit."""
    _require_manager(request)
    query = request.GET.get("q", "").strip()[:100]
    people = _people_of(request.user)
    for word in query.split():
        people = people.filter(
            Q(full_name__icontains=word) | Q(username__contains=word) | Q(memberships__unit__name__icontains=word)
        )
    page = _page_of(people, request.GET.get("p"))
    context = {"page_title": "Người dùng", "header_icon": "group", "people": page, "query": query}
    return render(request, "roles/people.html", context)


def create(request: HttpRequest) -> HttpResponse:
    """A new person; ends with the slip of the first password."""
    _require_manager(request)
    form = PersonForm(request.POST or None, user=request.user)
    if form.is_valid():
        data = form.cleaned_data
        slip = attempt(
            form,
            lambda: service.create_person(
                full_name=data["full_name"],
                phone=data["phone"],
                email=data["email"],
                unit=data["unit"],
                role=Role(data["role"]),
                valid_from=data["valid_from"],
                by=request.user,
                reason=data["reason"],
            ),
        )
        if slip:
            return _slips(request, [slip])
    return _form_page(request, form, "Thêm người", "Thêm người và in mật khẩu lần đầu")


def from_file(request: HttpRequest) -> HttpResponse:
    """People from an XLSX list: slips for those taken, a sentence for each row that was not."""
    _require_manager(request)
    form = PeopleFileForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        data = form.cleaned_data
        report = attempt(
            form,
            lambda: read_people(data["file"], valid_from=data["valid_from"], by=request.user, reason=data["reason"]),
        )
        if report:
            return _slips(request, report.slips, report.problems)
    return _form_page(
        request,
        form,
        "Thêm người từ tệp Excel",
        "Đọc tệp và thêm người",
        intro="Hãy tải mẫu ở trang Người dùng, điền mỗi người một dòng. Dòng sai không làm mất các dòng đúng.",
    )


def file_template(request: HttpRequest) -> HttpResponse:
    """An empty XLSX list to fill in."""
    _require_manager(request)
    response = HttpResponse(content_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
    response["Content-Disposition"] = 'attachment; filename="danh-sach-nguoi-dung.xlsx"'
    template().save(response)
    return response


def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One person: roles now and before, what can be done."""
    _require_manager(request)
    person = get_object_or_404(_people_of(request.user), pk=pk)
    context = {
        "page_title": person.full_name,
        "header_icon": "user",
        "person": person,
        "memberships": person.memberships.select_related("unit__parent").order_by("-valid_from"),
        "manageable": manages(request.user, person),
    }
    return render(request, "roles/person.html", context)


def manages(user: Any, person: Person) -> bool:
    """True when the user may change this person; `service.check_manages_person` as a yes or no."""
    try:
        service.check_manages_person(user, person)
    except PermissionDenied:
        return False
    return True


def correct(request: HttpRequest, pk: int) -> HttpResponse:
    """A person's name, phone number and e-mail."""
    _require_manager(request)
    person = get_object_or_404(_people_of(request.user), pk=pk)
    initial = {"full_name": person.full_name, "phone": person.username, "email": person.email}
    form = CorrectPersonForm(request.POST or None, initial=initial)
    if form.is_valid():
        done = attempt(form, lambda: service.correct_person(person, by=request.user, **form.cleaned_data) or True)
        if done:
            messages.success(request, "Đã sửa thông tin.")
            return redirect("roles_person", pk)
    return _form_page(request, form, f"Sửa thông tin: {person.full_name}", "Lưu")


def add_role(request: HttpRequest, pk: int) -> HttpResponse:
    """A further role of a person."""
    _require_manager(request)
    person = get_object_or_404(_people_of(request.user), pk=pk)
    form = RoleForm(request.POST or None, user=request.user)
    if form.is_valid():
        data = form.cleaned_data
        if attempt(
            form,
            lambda: service.give_role(
                person,
                unit=data["unit"],
                role=Role(data["role"]),
                valid_from=data["valid_from"],
                valid_to=data["valid_to"],
                by=request.user,
                reason=data["reason"],
            ),
        ):
            messages.success(request, f"Đã thêm vai trò cho {person.full_name}.")
            return redirect("roles_person", pk)
    return _form_page(request, form, f"Thêm vai trò: {person.full_name}", "Thêm vai trò")


def end_role(request: HttpRequest, pk: int) -> HttpResponse:
    """The last day of a role."""
    membership = get_object_or_404(Membership.objects.select_related("unit__parent", "person"), pk=pk)
    _require_manager(request)
    get_object_or_404(_people_of(request.user), pk=membership.person_id)
    form = EndRoleForm(request.POST or None)
    if form.is_valid():
        data = form.cleaned_data
        done = attempt(
            form,
            lambda: service.end_role(membership, on=data["on"], by=request.user, reason=data["reason"]) or True,
        )
        if done:
            messages.success(request, "Đã ghi ngày kết thúc vai trò.")
            return redirect("roles_person", membership.person_id)
    return _form_page(request, form, f"Kết thúc vai trò: {membership}", "Ghi ngày kết thúc")


def reset_password(request: HttpRequest, pk: int) -> HttpResponse:
    """A new first password, shown once on a slip."""
    _require_manager(request)
    person = get_object_or_404(_people_of(request.user), pk=pk)
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        slip = attempt(
            form, lambda: service.reset_password(person, by=request.user, reason=form.cleaned_data["reason"])
        )
        if slip:
            return _slips(request, [slip])
    return _form_page(
        request,
        form,
        f"Cấp lại mật khẩu: {person.full_name}",
        "Cấp lại và in phiếu",
        intro="Mật khẩu cũ và mọi lần đăng nhập đang mở sẽ hết hiệu lực ngay.",
    )


def set_active(request: HttpRequest, pk: int) -> HttpResponse:
    """Lock an account, or open it again."""
    _require_manager(request)
    person = get_object_or_404(_people_of(request.user), pk=pk)
    target = not person.is_active
    word = "Mở lại" if target else "Khóa"
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        done = attempt(
            form,
            lambda: service.set_active(person, target, by=request.user, reason=form.cleaned_data["reason"]) or True,
        )
        if done:
            messages.success(request, f"Đã {word.lower()} tài khoản của {person.full_name}.")
            return redirect("roles_person", pk)
    return _form_page(request, form, f"{word} tài khoản: {person.full_name}", f"{word} tài khoản")


def first_password(request: HttpRequest) -> HttpResponse:
    """The one page that a first password opens."""
    form = OwnPasswordForm(request.POST or None, person=request.user)
    if form.is_valid():
        service.set_own_password(request.user, form.cleaned_data["password"])
        update_session_auth_hash(request, request.user)
        messages.success(request, "Đã đặt mật khẩu của bạn. Hãy hủy phiếu mật khẩu lần đầu.")
        return redirect("wagtailadmin_home")
    return _form_page(
        request,
        form,
        "Đặt mật khẩu của bạn",
        "Đặt mật khẩu",
        intro="Mật khẩu trên phiếu chỉ dùng một lần. Hãy đặt mật khẩu riêng, ít nhất 10 ký tự, và không cho ai biết.",
    )


def _slips(request: HttpRequest, slips: list[service.Slip], problems: list[str] | None = None) -> HttpResponse:
    context = {
        "page_title": "Phiếu mật khẩu lần đầu",
        "header_icon": "key",
        "slips": slips,
        "login_address": f"{settings.WAGTAILADMIN_BASE_URL.rstrip('/')}{reverse('wagtailadmin_login')}",
        "problems": problems or [],
    }
    response = render(request, "roles/slips.html", context)
    response["Cache-Control"] = "no-store"
    return response


def _form_page(request: HttpRequest, form: Any, title: str, submit_label: str, intro: str = "") -> HttpResponse:
    return form_page(request, form, title, submit_label, header_icon="user", intro=intro)
