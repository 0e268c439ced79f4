"""What the pages and mails of the service say: the form of a table of words."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one language. Names in braces are filled in; each language has the same ones."""

    name: str
    """The language, as it calls itself."""

    # Every page
    skip: str
    site: str
    write: str
    form: str
    """The way to the form, from every other page."""

    # The form
    title: str
    lead: str
    address: str
    letters: str
    language: str
    trap: str
    send: str
    kept: str
    again: str
    no_address: str
    bad_address: str
    no_letter: str

    # After the form
    sent_title: str
    sent: str
    sent_spam: str
    sent_settings: str

    # Confirming
    confirm_title: str
    confirm: str
    confirm_button: str
    confirm_stranger: str
    welcome_title: str
    welcome: str

    # Settings
    settings_title: str
    settings: str
    save: str
    saved: str
    gone: str
    back: str
    held_title: str
    held: str
    held_link: str
    delete_title: str
    delete: str
    delete_sure: str
    delete_button: str
    delete_unsure: str
    deleted_title: str
    deleted: str

    # Leaving
    leave_title: str
    leave: str
    leave_button: str
    leave_instead: str
    leave_settings: str
    left_title: str
    left: str
    undo: str
    returned_title: str
    returned: str

    # What does not work
    lost_title: str
    lost: str
    busy_title: str
    busy: str
    stranger_title: str
    stranger: str
    wrong_title: str
    wrong: str
    closed_title: str
    closed: str

    # Mails
    mail_confirm_subject: str
    mail_confirm: str
    mail_confirm_how: str
    mail_confirm_button: str
    mail_confirm_until: str
    mail_settings_subject: str
    mail_settings: str
    mail_settings_button: str
    mail_settings_secret: str
    mail_sign: str
