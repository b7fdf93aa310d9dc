print("signify-score")
