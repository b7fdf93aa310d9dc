print("signify-fixtures")
