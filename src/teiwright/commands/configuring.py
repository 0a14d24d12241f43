"""The settings of a project applied to the commands' options, and the command that shows what is in force."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from teiwright import config as settings
from teiwright.commands import as_json, counted, guarded
from teiwright.config import Config
from teiwright.errors import DataError

Words = tuple[str, ...]
"""The words of a command: ("publish", "html")."""


@dataclass(frozen=True, slots=True)
class InForce:
    """An option of a command as it is in force, and where that comes from."""

    command: str
    option: str
    value: Any
    origin: str


def commands(group: click.Group, path: Words = ()) -> Iterator[tuple[Words, click.Command]]:
    """Yield all commands below a group, each with its words."""
    for name, command in group.commands.items():
        if isinstance(command, click.Group):
            yield from commands(command, (*path, name))
        else:
            yield (*path, name), command


def options(command: click.Command) -> dict[str, click.Option]:
    """Return a command's options by the name a project states: the long one without its hyphens at the front."""
    known = [option for option in command.params if isinstance(option, click.Option) and option.expose_value]
    return {_name(option): option for option in known if not _is_short_for_another(option)}


def _is_short_for_another(option: click.Option) -> bool:
    """Whether an option states one value of another (--json): a project states that other."""
    return option.is_flag and not option.is_bool_flag


def _name(option: click.Option) -> str:
    return next((each for each in option.opts if each.startswith("--")), option.opts[0]).lstrip("-")


def defaults(config: Config, root: click.Group) -> dict[str, Any]:
    """Return the settings as Click's default map. Raises DataError for a key that nothing has, or a wrong value.

    A key at the top holds where it can: commands may mean different things by one word.
    """
    known = dict(commands(root))
    everywhere = {name for command in known.values() for name in options(command)}
    tables = {path[:length] for path in known for length in range(1, len(path) + 1)}
    made: dict[str, Any] = {}
    for key, value in config.values.items():
        if key == "metadata" or (isinstance(value, dict) and (key,) in tables):
            continue
        if key not in everywhere:
            names = everywhere | {path[0] for path in tables} | {"metadata"}
            config.refuse(f"unknown setting {key}", [key], settings.nearest(key, names))
    refused: dict[str, DataError] = {}
    taken: set[str] = set()
    for path, command in known.items():
        table = _table(config, path, tables, options(command))
        for name, option in options(command).items():
            if name in table:
                _put(made, path, option, _converted(config, (*path, name), option, table[name]))
            elif name in config.values and not isinstance(config.values[name], dict):
                try:
                    _put(made, path, option, _converted(config, (name,), option, config.values[name]))
                    taken.add(name)
                except DataError as error:
                    refused.setdefault(name, error)
    for name in refused.keys() - taken:
        raise refused[name]
    return made


def _table(config: Config, path: Words, tables: set[Words], known: Mapping[str, click.Option]) -> dict[str, Any]:
    """Return what a command's own table states, all its keys known.

    A word may name a group of commands and an option, too: authority = "…" is the option.
    """
    table: dict[str, Any] = dict(config.values)
    for word in path:
        inner = table.get(word, {})
        table = inner if isinstance(inner, dict) else {}
    for key in table:
        if key not in known and (*path, key) not in tables:
            config.refuse(f"{' '.join(path)} has no option {key}", (*path, key), settings.nearest(key, known))
    return table


def _converted(config: Config, where: Words, option: click.Option, value: Any) -> Any:
    """Return a value as the command line would give it; paths are seen from the settings' folder."""
    values = value if isinstance(value, list) else [value]
    if isinstance(value, list) != option.multiple and not (option.multiple and isinstance(value, str)):
        kind = "a list" if option.multiple else "one value"
        config.refuse(f"{where[-1]} takes {kind}", where)
    if isinstance(option.type, click.Path) and config.path:
        folder = config.path.parent
        values = [str(folder / each) if isinstance(each, str) else each for each in values]
    for each in values:
        try:
            option.type.convert(each, option, None)
        except click.BadParameter as error:
            config.refuse(f"{where[-1]}: {error.message}", where)
    return values if option.multiple else values[0]


def _put(made: dict[str, Any], path: Words, option: click.Option, value: Any) -> None:
    for word in path:
        made = made.setdefault(word, {})
    made[str(option.name)] = value


def apply(context: click.Context, stated: Path | None) -> None:
    """Read the project's settings, those stated or the nearest, and make them the commands' defaults.

    Raises DataError.
    """
    path = stated or settings.found(Path.cwd())
    config = settings.load(path) if path else Config()
    root = context.command
    assert isinstance(root, click.Group)
    context.obj = config
    context.default_map = defaults(config, root)


def metadata() -> Mapping[str, object]:
    """Return what the project's settings state for all its texts."""
    config = click.get_current_context().find_object(Config)
    return config.metadata if config else {}


def in_force(context: click.Context) -> Iterator[InForce]:
    """Yield every option of every command with its value and where that comes from."""
    root, config = context.find_root().command, context.find_object(Config) or Config()
    assert isinstance(root, click.Group)
    for path, command in commands(root):
        table: Any = context.find_root().default_map or {}
        for word in path:
            table = table.get(word, {})
        for name, option in options(command).items():
            own = config.line(*path, name) if name in _nested(config.values, path) else config.line(name)
            is_stated = option.name in table
            value = table[option.name] if is_stated else _default(option)
            yield InForce(" ".join(path), name, value, f"{config.path}:{own}" if is_stated else _origin(option))


def _nested(values: Mapping[str, Any], path: Words) -> Mapping[str, Any]:
    for word in path:
        inner = values.get(word, {})
        values = inner if isinstance(inner, dict) else {}
    return values


def _default(option: click.Option) -> Any:
    default = option.to_info_dict()["default"]
    return str(default) if isinstance(default, Path) else default


def _origin(option: click.Option) -> str:
    """Say what holds where nothing is stated, in the words of the option's help."""
    said = re.search(r"\[(default: [^]]+)\]", option.help or "")
    return said[1] if said else "default"


@click.command("config")
@click.argument("words", nargs=-1, metavar="[COMMAND]")
@click.option("--json", "is_json", is_flag=True, help="Print it as JSON.")
@click.pass_context
@guarded
def show(context: click.Context, words: tuple[str, ...], is_json: bool) -> int:
    """Show what is in force for COMMAND, or for all, and where it comes from: teiwright.toml or a default.

    \b
    Examples:
      teiwright config
      teiwright config build
    """
    config = context.find_object(Config) or Config()
    told = [each for each in in_force(context) if each.command.startswith(" ".join(words))]
    if is_json:
        click.echo(as_json({"file": str(config.path or ""), "metadata": config.metadata, "options": told}))
        return 0
    click.echo(f"settings: {config.path or 'no teiwright.toml here or above'}")
    for key, value in config.metadata.items():
        click.echo(f"metadata.{key} = {_shown(value)}   ({config.path}:{config.line('metadata', key)})")
    for each in told:
        click.echo(f"{each.command.replace(' ', '.')}.{each.option} = {_shown(each.value)}   ({each.origin})")
    return 0


@click.command()
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@click.option(
    "--with-core",
    is_flag=True,
    help="Begin with the authority files that come with teiwright (states, bodies, persons of the Cold War).",
)
@guarded
def init(folder: Path, with_core: bool) -> int:
    """Begin a project in FOLDER: Makefile, settings, schema, a sample, workflows. Nothing there is overwritten.

    \b
    Example:
      teiwright init my-edition
    """
    from teiwright import project

    begun = project.create(folder, with_core=with_core)
    for path in begun.left:
        click.echo(f"{path}: is there already, left as it is")
    click.echo(f"{folder}: {counted(len(begun.written), 'files')} written; now: cd {folder} && make")
    return 0


def _shown(value: Any) -> str:
    return "not set" if value is None or value == () else json.dumps(value, ensure_ascii=False, default=str)
