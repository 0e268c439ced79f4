"""English."""

from __future__ import annotations

from mailing.signup.words import Words

WORDS = Words(
    name="English",
    skip="Skip to the text",
    site="To the website",
    write="Write to us",
    form="Sign up for the letters",
    title="Get our letters by e-mail",
    lead="{newsletter} is the newsletter of {school}.",
    address="Your e-mail address",
    letters="Which letters?",
    language="Language of the letters",
    trap="Leave this field empty",
    send="Sign me up",
    kept="We keep your address, what you choose here and the day, and nothing of what you read. "
    "Next, a mail asks you to confirm: until you do, you get no letter. Each letter has a link to "
    "leave.",
    again="Please look at this once more",
    no_address="Write your e-mail address here.",
    bad_address="This is no whole e-mail address. Write it like mia@school.example.",
    no_letter="Choose at least one.",
    sent_title="Look into your mailbox",
    sent="If letters can be sent to the address you wrote, a mail is on its way to it. Press the "
    "button in that mail: only then do letters come.",
    sent_spam="No mail after ten minutes? Look among the spam, or sign up once more.",
    sent_settings="A mail with the link to your settings is on its way to you.",
    confirm_title="Shall we write to you?",
    confirm="These letters were asked for, to {address}:",
    confirm_button="Yes, I want them",
    confirm_stranger="That was not you? Close this page. Nothing comes, and the address is "
    "forgotten after seven days.",
    welcome_title="You are on the list",
    welcome="The next letter comes to {address}. Each one has a link to leave.",
    settings_title="Your letters",
    settings="This is what goes to {address}.",
    save="Save",
    saved="Saved.",
    gone="You have left: no letters come to {address}.",
    back="Put me back on the list",
    held_title="What we hold about you",
    held="Your address, your choices, and which letters were sent to you. Not whether you opened "
    "them: we never learn that.",
    held_link="Download it as a file",
    delete_title="Delete everything",
    delete="Then nothing is left but a code made from your address, from which nobody can read it. "
    "By that code no list that is brought in can add you again. You may sign up anew at any time.",
    delete_sure="Yes, delete everything about me",
    delete_button="Delete",
    delete_unsure="Tick the box first, if you mean it.",
    deleted_title="Everything is deleted",
    deleted="No more letters come. One that is on its way at this very moment may still arrive.",
    leave_title="No more letters?",
    leave="They go to {address} now.",
    leave_button="Unsubscribe",
    leave_instead="Would other letters, or another language, suit you better?",
    leave_settings="Mail me the link to my settings",
    left_title="You have left",
    left="No more letters come to {address}. One that is on its way at this very moment may still "
    "arrive.",
    undo="That was a mistake: put me back",
    returned_title="You are back on the list",
    returned="The next letter comes to {address} as before.",
    lost_title="This link leads nowhere",
    lost="It is too old, or a part of it is missing. Open it in the mail once more. A link to "
    "confirm works for seven days; after that, sign up again.",
    busy_title="Too much at once",
    busy="Somebody in your network, or many people at the same time, have just used this form "
    "very often. Please try again after {time}.",
    stranger_title="This form came from somewhere else",
    stranger="For your safety we only take forms from our own pages. Please use this one:",
    wrong_title="That did not work",
    wrong="What arrived here cannot be understood. Please go back to the form and try again.",
    closed_title="Not at this moment",
    closed="Something is wrong on our side. Please try again in a few minutes; nothing was "
    "changed.",
    mail_confirm_subject="Please confirm: letters from {newsletter}",
    mail_confirm="Somebody, we hope you, asked for letters from {newsletter} to this address:",
    mail_confirm_how="If you want them, press here, and once more on the page that opens:",
    mail_confirm_button="I want these letters",
    mail_confirm_until="The link works for seven days. If that was not you, do nothing: no letter "
    "comes, and your address is forgotten.",
    mail_settings_subject="Your letters from {newsletter}",
    mail_settings="Somebody, we hope you, used the form for letters from {newsletter} with this "
    "address. We know it already. Here you choose which letters come, or leave:",
    mail_settings_button="My settings",
    mail_settings_secret="Keep the link to yourself: whoever has it needs no password. If that was "
    "not you, do nothing: everything stays as it is.",
    mail_sign="{newsletter}, {school}",
)
