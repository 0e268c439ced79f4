"""What services and address books export: who left there is not subscribed here.

Titles are as the services write them; columns that repeat or say nothing are cut.
"""

from __future__ import annotations

import pytest

from mailing.csvfile import read_rows
from tests.mailing.csvfile.files import fates

HEARD = "mia@school.example"


def test_ghost() -> None:
    """Ghost, Members, Export: ``subscribed_to_emails`` is false for who has opted out."""
    assert fates(
        "id,email,name,note,subscribed_to_emails,complimentary_plan,stripe_customer_id,created_at,"
        "deleted_at,labels,tiers,gift_id\n"
        "1,mia@school.example,M,,true,false,,2024-01-01T00:00:00.000Z,,,,\n"
        "2,tom@school.example,T,,false,true,cus_1,2024-01-01T00:00:00.000Z,,vip,,\n"
        "3,ben@school.example,B,,true,false,,2024-01-01T00:00:00.000Z,2025-01-01,,,\n"
    ) == {
        "mia@school.example": "subscribed",
        "tom@school.example": "left",
        "ben@school.example": "left",
    }


def test_substack() -> None:
    """Substack, ``email_list``: an ``active_subscription`` is paid for; without one it is free."""
    assert fates(
        "email,active_subscription,expiry,plan,email_disabled,created_at,first_payment_at\n"
        "free@school.example,false,,other,false,2024-01-01T00:00:00.000Z,\n"
        "paid@school.example,true,2027-01-01,yearly,false,2024-01-01T00:00:00.000Z,2024-02-01\n"
        "tom@school.example,true,,other,true,2024-01-01T00:00:00.000Z,\n"
    ) == {
        "free@school.example": "subscribed",
        "paid@school.example": "subscribed",
        "tom@school.example": "left",
    }


MAILCHIMP = (
    "Email Address,First Name,MEMBER_RATING,OPTIN_TIME,OPTIN_IP,CONFIRM_TIME,CONFIRM_IP,LATITUDE,"
    "GMTOFF,TIMEZONE,CC,REGION,LAST_CHANGED,{}LEID,EUID,NOTES,TAGS\n"
    "mia@school.example,M,{},,,2024-01-02 10:00:00,1.2.3.4,,,,,,2024-01-02 10:00:00,{}1,ab,,\n"
)


@pytest.mark.parametrize(
    ("more", "cells", "fate"),
    [
        ("", "", "subscribed"),
        (
            "UNSUB_TIME,UNSUB_CAMPAIGN_TITLE,UNSUB_CAMPAIGN_ID,UNSUB_REASON,UNSUB_REASON_OTHER,",
            "2024-05-02 10:00:00,News,123,NORMAL,,",
            "left",
        ),
        (
            "CLEAN_TIME,CLEAN_CAMPAIGN_TITLE,CLEAN_CAMPAIGN_ID,",
            "2024-05-02 10:00:00,News,123,",
            "left",
        ),
    ],
    ids=["subscribed", "unsubscribed", "cleaned"],
)
@pytest.mark.parametrize("rating", ["1", "2", "5"])
def test_mailchimp(more: str, cells: str, fate: str, rating: str) -> None:
    """Mailchimp, Export Audience: three files; a rating of 1 is no yes."""
    assert fates(MAILCHIMP.format(more, rating, cells)) == {HEARD: fate}


def test_mailchimp_files_one_below_the_other() -> None:
    """Each part is read by the titles above it."""
    assert fates(
        "Email Address,OPTIN_TIME,LEID\nmia@school.example,2024-01-01,1\n"
        "Email Address,UNSUB_TIME,LEID\ntom@school.example,2024-01-01,2\n"
    ) == {"mia@school.example": "subscribed", "tom@school.example": "left"}


def test_google_groups() -> None:
    """Google Groups, Export list: a line of words first; who wants "No email" gets none."""
    tail = "allowed,2020,1,1,0,0,0,Europe/Madrid\n"
    assert fates(
        "Members for group news@school.example\n"
        "Email address,Nickname,Group status,Email status,Email preference,Posting permissions,"
        "Join year,Join month,Join day,Join hour,Join minute,Join second,Time zone\n"
        f"mia@school.example,M,owner,,All email,{tail}"
        f"eli@school.example,E,member,Normal,Abridged Email,{tail}"
        f"ben@school.example,B,member,Bouncing,All email,{tail}"
        f"tom@school.example,T,member,,No email,{tail}"
        f"zoe@school.example,Z,invited,,All email,{tail}"
    ) == {
        "mia@school.example": "subscribed",
        "eli@school.example": "subscribed",
        "ben@school.example": "left",
        "tom@school.example": "left",
        "line 7": "held",
    }


def test_google_contacts() -> None:
    """Google Contacts, Google CSV: several addresses in a field and in fields; no consent in it."""
    read = read_rows(
        b"First Name,Last Name,Birthday,Notes,Photo,Labels,E-mail 1 - Label,E-mail 1 - Value,"
        b"E-mail 2 - Label,E-mail 2 - Value,Phone 1 - Label,Phone 1 - Value\n"
        b"Mia,S,1980-01-02,,https://x.example/y.jpg,* myContacts ::: * starred,* Home,"
        b"mia@school.example ::: mia@home.example,Work,mia@work.example,Mobile,0171 1234567\n"
        b"Ben,S,,,,* myContacts,,,Home,ben@school.example,,\n",
        ["families"],
        ["families"],
    )

    assert [(row.address.text, [one.text for one in row.others]) for row in read.good] == [
        ("mia@school.example", ["mia@home.example", "mia@work.example"]),
        ("ben@school.example", []),
    ]


def test_outlook_contacts() -> None:
    """Outlook, Export to CSV: "Private" and days of zeros say nothing about letters."""
    assert fates(
        '"Title","First Name","Last Name","Company","Home State","Anniversary","Birthday",'
        '"E-mail Address","E-mail Type","E-mail Display Name","E-mail 2 Address","Gender",'
        '"Priority","Private","Sensitivity"\n'
        '"","Mia","S","","TX","0/0/00","0/0/00","mia@school.example","SMTP",'
        '"Mia (mia@school.example)","","Unspecified","Normal","False","Normal"\n'
    ) == {HEARD: "subscribed"}


def test_listmonk() -> None:
    """listmonk, Subscribers, Export: the status of each."""
    assert fates(
        "uuid,email,name,attributes,status,created_at,updated_at\n"
        "5f2,mia@school.example,M,{},enabled,2024-01-01 00:00:00+00,2024-01-01 00:00:00+00\n"
        "5f3,tom@school.example,T,{},blocklisted,2024-01-01 00:00:00+00,2024-01-01 00:00:00+00\n"
        '5f4,ben@school.example,B,"{""age"": 1}",disabled,2024-01-01,2024-01-01\n'
    ) == {
        "mia@school.example": "subscribed",
        "tom@school.example": "left",
        "ben@school.example": "left",
    }


def test_buttondown() -> None:
    """Buttondown, Export: its types, and the day on which somebody unsubscribed."""
    assert fates(
        "email_address,notes,metadata,tags,creation_date,secondary_id,type,source,"
        "unsubscription_date,unsubscription_reason\n"
        "mia@school.example,,{},,2024-01-01T00:00:00Z,1,regular,import,,\n"
        "eli@school.example,,{},,2024-01-01T00:00:00Z,2,premium,import,,\n"
        "tom@school.example,,{},,2024-01-01T00:00:00Z,3,unsubscribed,form,2024-02-01,too many\n"
        "zoe@school.example,,{},,2024-01-01T00:00:00Z,4,unactivated,form,,\n"
        "ben@school.example,,{},,2024-01-01T00:00:00Z,5,undeliverable,form,,\n"
    ) == {
        "mia@school.example": "subscribed",
        "eli@school.example": "subscribed",
        "tom@school.example": "left",
        "line 5": "held",
        "line 6": "held",
    }


def test_hubspot() -> None:
    """HubSpot, contacts: each kind of opt-out; a reason for a bounce is asked about."""
    assert fates(
        "Record ID,Email,Unsubscribed from all email,Opted out of email: Marketing Information,"
        "Marketing contact status,Email hard bounce reason,Create Date\n"
        "1,mia@school.example,,,Marketing contact,,2024-01-01 10:00\n"
        "2,tom@school.example,true,,Marketing contact,,2024-01-01 10:00\n"
        "3,ben@school.example,,true,Marketing contact,,2024-01-01 10:00\n"
        "4,eli@school.example,,,Non-marketing contact,,2024-01-01 10:00\n"
        "5,zoe@school.example,,,Marketing contact,Mailbox full,2024-01-01 10:00\n"
    ) == {
        "mia@school.example": "subscribed",
        "tom@school.example": "left",
        "ben@school.example": "left",
        "eli@school.example": "left",
        "line 6": "held",
    }


def test_brevo_mailerlite_and_constant_contact() -> None:
    """Who is blocked for SMS alone gets mail; who needs permission has not given it."""
    assert fates(
        "CONTACT ID,EMAIL,FIRSTNAME,DOUBLE_OPT-IN,EMAIL_BLACKLIST,SMS_BLACKLIST,ADDED_TIME\n"
        "1,mia@school.example,M,Yes,false,true,01-02-2024\n"
        "2,tom@school.example,T,Yes,true,false,01-02-2024\n"
    ) == {"mia@school.example": "subscribed", "tom@school.example": "left"}
    assert fates(
        "Subscriber,Status,Subscribed,Unsubscribed,Sent,Opens,Clicks\n"
        "mia@school.example,Active,2024-01-01,,1,0,1\n"
        "tom@school.example,Unsubscribed,2024-01-01,2024-02-01,1,0,1\n"
    ) == {"mia@school.example": "subscribed", "tom@school.example": "left"}
    assert fates(
        "Email address,Email permission status,Confirmed Opt-Out Date,Confirmed Opt-Out Source\n"
        "mia@school.example,Express,,\n"
        "tom@school.example,Implied,2024-01-02,Contact\n"
        "ben@school.example,Permission needed,,\n"
    ) == {"mia@school.example": "subscribed", "tom@school.example": "left", "line 4": "held"}
