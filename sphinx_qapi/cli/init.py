"""``sphinx-qapi init``: begin a documentation project that is ready to be built and published."""

from __future__ import annotations

import argparse
import shlex
import shutil
import sys
from importlib.util import find_spec
from pathlib import Path

from sphinx_qapi.cli.arguments import CommandError, path_word, text_word
from sphinx_qapi.cli.new_project import NewProject, project_files, reference_pages, schema_table_lines
from sphinx_qapi.cli.origin import is_local, requirement
from sphinx_qapi.cli.schema_arguments import read_schema_arguments
from sphinx_qapi.cli.schema_search import find_schemas, namespace_for
from sphinx_qapi.source.os_errors import reason_of

EXAMPLES = (
    "init",
    "init QMP=qapi/qapi-schema.json --directory docs",
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument(
        "schemas",
        nargs="*",
        metavar="[NS=]SCHEMA",
        help="root file of a schema, and the namespace of its names (default: the schemas found in this folder)",
    )
    parser.add_argument(
        "-d",
        "--directory",
        type=path_word,
        metavar="DIR",
        help='folder for the documentation (default: "docs" at the root of a Git repository, else this folder)',
    )
    parser.add_argument("--title", type=text_word, metavar="T", help="title of the documentation")


def run(args: argparse.Namespace) -> int:
    """Write the files that do not exist yet, and print the next step; return 1 if the folder has another project."""
    project = _project(args)
    for schema in project.schemas:
        print(f"schema {schema.namespace}: {schema.path}")
    conf = project.folder / "conf.py"
    try:
        is_foreign = conf.exists() and "sphinx_qapi" not in conf.read_text("utf-8", errors="replace")
    except OSError as error:
        raise CommandError(f"cannot read {conf}: {reason_of(error)}") from None
    if is_foreign:
        print(_what_to_add(project, conf))
        return 1
    for path, text in project_files(project).items():
        print(f"  {'wrote' if _write_new(path, text) else 'kept '} {path}")
    if is_local(project.requirement):
        where = project.requirement.partition(" @ ")[2]
        print(f"CI and Read the Docs install this program from {where}: give them an address that they can reach")
    make = "make" if project.folder == Path() else f"make -C {project.folder}"
    print(f"Next: {make} html{_python(project.folder)}, and open {project.folder / '_build/html/index.html'}")
    return 0


def _python(folder: Path) -> str:
    """The setting that `make` needs if the Python that the Makefile would use is not the one with this package."""
    usual = folder / ".venv/bin/python"
    found = usual if usual.exists() else Path(shutil.which("python3") or "")
    own = Path(sys.executable)
    if found.absolute().parent == own.parent:
        return ""
    in_recipe = shlex.quote(str(own)).replace("$", "$$")
    return f" PYTHON={shlex.quote(in_recipe)}"


def _project(args: argparse.Namespace) -> NewProject:
    words = args.schemas or [f"{namespace_for(path)}={path}" for path in find_schemas(Path())]
    if not words:
        raise CommandError("no schema was found here: name its root file")
    schemas = tuple(read_schema_arguments(words))
    subject = schemas[0].namespace if len(schemas) == 1 else "QAPI"
    return NewProject(
        schemas=schemas,
        root=Path(),
        folder=args.directory or (Path("docs") if Path(".git").exists() else Path()),
        title=" ".join(args.title.split()) if args.title else f"{subject} documentation",
        theme="furo" if find_spec("furo") else "alabaster",
        requirement=requirement(),
    )


def _write_new(path: Path, text: str) -> bool:
    """Write *path* unless it exists; return whether it was written. Raises `CommandError` if it cannot be written."""
    try:
        if path.name == "index.md" and path.with_suffix(".rst").exists():
            return False
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            with path.open("x", encoding="utf-8") as file:
                file.write(text)
        except FileExistsError:
            return False
    except OSError as error:
        raise CommandError(f"cannot write {error.filename or path}: {reason_of(error)}") from None
    return True


def _what_to_add(project: NewProject, conf: Path) -> str:
    pages = ", ".join(reference_pages(project))
    return (
        f"{conf} is a project already, and nothing was written. Add to it:\n\n"
        f'    extensions += ["sphinx_qapi"]\n    qapi_schemas = {{\n'
        + "".join(f"    {line}\n" for line in schema_table_lines(project).splitlines())
        + f"    }}\n\nand {pages} to a toctree."
    )
