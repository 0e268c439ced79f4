"""Sends 10,000 personal letters to a mail server on this computer, with Hallway and with peers.

    python -m bench.mailing [--messages 10000] [--runs 1]

The letter is made on the spot: about 60 KB of HTML and 8 KB of text before encoding, with accented
letters and 40 links (``letter.py``). Everybody's has the same words and a link of their own.

What is measured:

- *Hallway* on SQLite and on PostgreSQL, as ``newsletter.send`` runs: each message is claimed with
  its bytes and counted against the account before it is sent, and settled after the answer. Both
  databases wait for the disk at every commit. No limit slows it down.
- *Hallway, not waiting for the disk*: the same with ``synchronous`` off, to tell what the disk
  costs. Never to be used.
- *Without a ledger*: Hallway's own rendering and SMTP in a loop that writes nothing down. It is the
  floor; it does not know what it sent once it is killed.
- *Mail merge*: what a script does with Python's own library, a new ``EmailMessage`` for each reader
  and ``send_message``.

- *To Postfix*: Hallway and the loop without a ledger once more, to a complete mail server instead
  of the sink: Debian's Postfix, with its usual settings, which puts each message safely on disk
  before it answers, as any provider's does, and then drops it. Needs root.

What is fair:

- The mail server (``sink.py``) is a program of its own that reads and counts, as small as can be,
  so that it is not what is measured; it says at the end how many messages it took, for how many
  readers, and nothing counts unless that is everybody, once.
- Sending is a process of its own, after the list was imported and the issue queued by another one:
  its memory is that of sending. Seconds are from the first claim to the last answer.
- Processor time of PostgreSQL's server is counted with that of Hallway. That of the mail server is
  not.
- *Bookkeeping* is the time inside claim and settle, the wait for the disk and for PostgreSQL in it,
  and rendering, which is done inside of a claim, taken off.

PostgreSQL is a server of the benchmark's own, in a temporary folder, with its usual settings.
"""
