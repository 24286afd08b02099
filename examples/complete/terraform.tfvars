group_ids = {
  sales   = 360001381413
  support = 360001381433
  billing = 360001381453
}

lines = {
  en = {
    ivr = "Main line"
    menus = {
      "Main menu" = {
        "1"     = { action = "group", groups = ["sales", "support"], tags = ["sales"] }
        "2"     = { action = "menu", menu = "Billing" }
        "3"     = { action = "menu", menu = "Support" }
        "4"     = { action = "textback", text = "Hello from Acme! Tell us here what you need." }
        default = { action = "group", groups = ["support"] }
      }
      "Billing" = {
        "1"     = { action = "group", groups = ["billing"] }
        "*"     = { action = "menu", menu = "Main menu" }
        default = { action = "voicemail", groups = ["billing"] }
      }
      "Support" = {
        "1"     = { action = "group", groups = ["support"] }
        "9"     = { action = "phone_number", number = "+15551234567", tags = ["on_call"] }
        "*"     = { action = "menu", menu = "Main menu" }
        default = { action = "group", groups = ["support"] }
      }
    }
  }
}
