"""What leaves when a library takes everything with it. A room says it in its `leaving.py`, model by model:

    EXPORTED = {"Item": _("Copies with barcode, branch and status")}
    WITHOUT = {"User.password": _("secret")}                # fields that stay
    LEFT_OUT = {"StagedKey": _("only serves the matching")}  # models that stay

Every model of a room stands in one of the two; a house test holds that. `serambi.moving` writes the archive.
"""

from dataclasses import dataclass, field
from importlib import import_module
from importlib.util import find_spec

from django.apps import apps


@dataclass(frozen=True)
class Table:
    """A model that leaves. `text` says what it holds, lazily translated."""

    model: type
    text: str
    without: dict[str, str] = field(default_factory=dict)
    """Fields that stay, with the reason."""

    @property
    def name(self) -> str:
        return f"{self.model._meta.app_label}.{self.model.__name__}"

    @property
    def fields(self) -> list[str]:
        return [each.attname for each in self.model._meta.concrete_fields if each.name not in self.without]


@dataclass(frozen=True)
class Said:
    """What the rooms said together."""

    tables: list[Table]
    left_out: dict[str, str]
    """Model ("app.Model") to the reason why it stays."""
    unmentioned: list[str]


def said() -> Said:
    """Every room's word, in the order of the rooms; models of other packages are in `moving.leaving`."""
    tables, left_out, mentioned = [], {}, set()
    for config in apps.get_app_configs():
        module = _module(config)
        if module is None:
            continue
        without: dict[str, dict[str, str]] = {}
        for name, reason in getattr(module, "WITHOUT", {}).items():
            label, field_name = name.rsplit(".", 1)
            without.setdefault(_full(config, label), {})[field_name] = reason
        for name, text in getattr(module, "EXPORTED", {}).items():
            label = _full(config, name)
            if label not in mentioned and (model := _model(label)):
                tables.append(Table(model, text, without.get(label, {})))
            mentioned.add(label)
        for name, reason in getattr(module, "LEFT_OUT", {}).items():
            left_out[_full(config, name)] = reason
    unmentioned = []
    for model in apps.get_models():
        label = f"{model._meta.app_label}.{model.__name__}"
        if label not in mentioned and label not in left_out and f"{model._meta.app_label}.*" not in left_out:
            unmentioned.append(label)
            if model.__module__.startswith("serambi."):  # said or not, what the library has may leave
                tables.append(Table(model, model._meta.verbose_name, {}))
    return Said(tables, left_out, unmentioned)


def _full(config, name: str) -> str:
    return name if "." in name else f"{config.label}.{name}"


def _model(label: str):
    try:
        return apps.get_model(label)
    except LookupError:
        return None


def _module(config):
    name = f"{config.name}.leaving"
    return import_module(name) if find_spec(name) else None
