# Runs without an account: `terraform test`, Terraform 1.7 or later, beside a `required_providers` block.

mock_provider "zendesk" {
  mock_data "zendesk_ivr_route" {
    defaults = {
      # Whole: OpenTofu makes up nothing inside an object.
      options = {
        group_ids                = [360001381413]
        tags                     = []
        menu_id                  = null
        phone_number             = null
        sms_text                 = null
        textback_phone_number_id = null
      }
    }
  }
}

run "plan" {
  command = plan

  assert {
    condition     = output.sales_group_ids == tolist([360001381413])
    error_message = "The groups aren't those of the route."
  }
}

run "apply" {
  assert {
    condition     = data.zendesk_ivr_route.sales.keypress == "1"
    error_message = "The route isn't the one of key 1."
  }
}
