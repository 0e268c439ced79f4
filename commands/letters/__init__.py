"""The task ``newsletter.preview``: a week's letters as their readers will see them."""
