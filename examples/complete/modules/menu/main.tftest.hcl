# Runs without an account: `terraform test`, Terraform 1.7 or later.

mock_provider "zendesk" {}

variables {
  ivr_id    = 10001
  menu_id   = 10002
  menu_ids  = { "Billing" = 10003 }
  group_ids = { sales = 360001381413, support = 360001381433 }

  keys = {
    "1"     = { action = "group", groups = ["sales", "support"] }
    "2"     = { action = "menu", menu = "Billing" }
    default = { action = "voicemail", groups = ["support"] }
  }
}

run "plan" {
  command = plan

  assert {
    condition     = zendesk_ivr_route.key["2"].options.menu_id == 10003
    error_message = "Key 2 doesn't lead to Billing."
  }
}

run "apply" {
  assert {
    condition     = zendesk_ivr_route.key["1"].options.group_ids == tolist([360001381413, 360001381433])
    error_message = "Key 1 doesn't lead to Sales, then to Support."
  }
}

run "without_default" {
  command = plan

  variables {
    keys = { "1" = { action = "group", groups = ["sales"] } }
  }

  expect_failures = [var.keys]
}
