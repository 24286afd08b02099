lines = {
  en = {
    ivr     = "Main line"
    numbers = ["Main line"]
    menus = {
      "Main menu" = {
        first    = true
        greeting = "Welcome"
        keys = {
          "1"     = { action = "group", groups = ["Sales", "Support"], tags = ["sales"] }
          "2"     = { action = "menu", menu = "Billing" }
          "3"     = { action = "menu", menu = "Support" }
          "4"     = { action = "textback", text = "Hello from Acme! Tell us here what you need.", text_from = "Main line" }
          default = { action = "group", groups = ["Support"] }
        }
      }
      "Billing" = {
        keys = {
          "1"     = { action = "group", groups = ["Billing"] }
          "*"     = { action = "menu", menu = "Main menu" }
          default = { action = "voicemail", groups = ["Billing"] }
        }
      }
      "Support" = {
        keys = {
          "1"     = { action = "group", groups = ["Support"] }
          "9"     = { action = "phone_number", number = "+15551234567", tags = ["on_call"] }
          "*"     = { action = "menu", menu = "Main menu" }
          default = { action = "group", groups = ["Support"] }
        }
      }
    }
  }
}
