"""One's own account (password), and the audit log for administrators."""
