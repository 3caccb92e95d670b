"""What a criterion set and an assessment file may say."""
