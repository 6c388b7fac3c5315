"""Who may come in, and as what? Roles are told by people who may, and kept for good.

  people list
  people add --role provincial --province 35 --issuer URL --subject ID --name "Siti, KPU Jatim"
  people disable --issuer URL --subject ID    the role ends, and every session and token with it
  people revoke --issuer URL --subject ID     every session ends; the role stays
  people token --issuer URL --subject ID      a token for a program that reads the feed
Issuer and subject stand on the page that somebody without a role sees. Roles: docs/access.md.
"""

from __future__ import annotations

import argparse
import getpass

from data_pipeline import settings
from data_pipeline.access import people, roles
from data_pipeline.access.people import Person
from data_pipeline.access.principal import Identity
from data_pipeline.settings import Settings


def add_arguments(parser: argparse.ArgumentParser) -> None:
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    actions.add_parser("list", help="everybody who has or had a role")
    for name, told in (
        ("add", "give a role, or another one"),
        ("disable", "end a role, with all sessions and tokens"),
        ("revoke", "end all sessions"),
        ("token", "a new token for the feed, shown once"),
    ):
        action = actions.add_parser(name, help=told)
        action.add_argument("--issuer", required=True, metavar="URL")
        action.add_argument("--subject", required=True, metavar="ID")
        if name == "add":
            action.add_argument("--name", required=True)
            action.add_argument("--role", required=True, choices=list(roles.ROLES))
            action.add_argument("--province", action="append", default=[], metavar="CODE")


def run(options: argparse.Namespace) -> int:
    here = settings.load()
    if options.action == "list":
        lines = [_line(person) for person in people.all_of(here).values()]
        print("\n".join(lines) or "Nobody has a role yet.")
        return 0
    identity = Identity(options.issuer, options.subject)
    print(_told(here, options, identity))
    return 0


def _told(here: Settings, options: argparse.Namespace, identity: Identity) -> str:
    by = f"command line ({getpass.getuser()})"
    if options.action == "token":
        return people.new_token(here, identity, by=by)
    if options.action == "disable":
        return _line(people.disable(here, identity, by=by))
    if options.action == "revoke":
        return _line(people.revoke(here, identity, by=by))
    codes = options.province
    return _line(people.grant(here, identity, options.name, options.role, codes, by=by))


def _line(person: Person) -> str:
    state = "disabled" if person.is_disabled else "active"
    where = ",".join(person.province_codes) or "-"
    return f"{person.role_code:<13} {where:<8} {state:<9} {person.name}  {person.identity}"
