"""The week's letter before it is sent: drafted, shown as readers will see it, sealed."""
