//! Data sources in `terraform test`, where no account is asked: what a mock leaves out, and what it says.

use crate::harness::{Acceptance, Feature};

const CONFIG: &str = r#"
data "zendesk_ivr" "main" {
  name = "Main line"
}
data "zendesk_ivr_routes" "main" {
  ivr_id  = 10001
  menu_id = 10002
}
"#;

const MENUS: &str = r#"menus = [
  { menu_id = 10002, name = "Main menu", default = true },
  { menu_id = 10003, name = "Billing", default = false },
]"#;

/// OpenTofu wants every attribute.
const ROUTES: &str = r#"routes = [{
  id               = "10001/10002/10004"
  ivr_id           = 10001
  menu_id          = 10002
  route_id         = 10004
  keypress         = "1"
  action           = "group"
  option_text      = "Sales"
  greeting         = null
  overflow_options = null
  options = {
    group_ids                = [360001381413]
    tags                     = ["sales"]
    menu_id                  = null
    phone_number             = null
    sms_text                 = null
    textback_phone_number_id = null
  }
}]"#;

const MOCKED: &str = r#"
  assert {
    condition     = [for menu in data.zendesk_ivr.main.menus : menu.menu_id if menu.default] == [10002]
    error_message = "The menus aren't those of the mock: ${jsonencode(data.zendesk_ivr.main.menus)}"
  }
  assert {
    condition     = data.zendesk_ivr.main.menus[1].name == "Billing"
    error_message = "The menus aren't those of the mock: ${jsonencode(data.zendesk_ivr.main.menus)}"
  }
  assert {
    condition     = one(data.zendesk_ivr_routes.main.routes).options.group_ids[0] == 360001381413
    error_message = "The routes aren't those of the mock: ${jsonencode(data.zendesk_ivr_routes.main.routes)}"
  }
  assert {
    condition     = one(data.zendesk_ivr_routes.main.routes).keypress == "1"
    error_message = "The routes aren't those of the mock: ${jsonencode(data.zendesk_ivr_routes.main.routes)}"
  }
"#;

/// Plans and applies, each with these blocks in it.
fn runs(blocks: &str) -> String {
    format!("run \"plan\" {{\n  command = plan\n{blocks}}}\nrun \"apply\" {{\n{blocks}}}\n")
}

#[track_caller]
fn expect_passes(config: &str, file: &str) {
    let acc = Acceptance::new();
    if acc.lacks(Feature::Mocks) {
        return;
    }
    acc.configure(config);
    acc.write("menu.tftest.hcl", file);
    let output = acc.terraform(&["test"]);
    assert!(output.status.success(), "{output}");
    output.says("2 passed, 0 failed");
    assert_eq!(acc.fake().requests(), [], "an account was asked");
}

#[test]
fn an_empty_mock_has_empty_lists() {
    let assert = r#"
  assert {
    condition     = length(data.zendesk_ivr.main.menus) == 0
    error_message = "There are menus that nobody mocked."
  }
  assert {
    condition     = length(data.zendesk_ivr_routes.main.routes) == 0
    error_message = "There are routes that nobody mocked."
  }
"#;
    expect_passes(CONFIG, &format!("mock_provider \"zendesk\" {{}}\n{}", runs(assert)));
}

#[test]
fn mock_data_says_what_lists_of_objects_hold() {
    let mock = |data_source: &str, values: &str| {
        format!("  mock_data \"{data_source}\" {{\n    defaults = {{\n{values}\n    }}\n  }}\n")
    };
    let mocks = mock("zendesk_ivr", MENUS) + &mock("zendesk_ivr_routes", ROUTES);
    expect_passes(CONFIG, &format!("mock_provider \"zendesk\" {{\n{mocks}}}\n{}", runs(MOCKED)));
}

#[test]
fn override_data_says_what_lists_of_objects_hold_beside_the_real_provider() {
    let override_data = |target: &str, values: &str| {
        format!("  override_data {{\n    target = data.{target}\n    values = {{\n{values}\n    }}\n  }}\n")
    };
    let overrides =
        override_data("zendesk_ivr.main", MENUS) + &override_data("zendesk_ivr_routes.main", ROUTES);
    expect_passes(CONFIG, &format!("provider \"zendesk\" {{}}\n{}", runs(&(overrides + MOCKED))));
}

/// All data sources that find something by its name, and what is made of the ids.
const REFERENCES: &str = r#"
data "zendesk_group" "sales" {
  name = "Sales"
}
data "zendesk_groups" "all" {}
data "zendesk_phone_number" "main_line" {
  nickname = "Main line"
}
data "zendesk_phone_number" "other" {
  number = "+12025550101"
}
data "zendesk_phone_numbers" "all" {}
data "zendesk_greeting" "welcome" {
  name = "Welcome"
}
data "zendesk_greeting" "by_id" {
  greeting_id = data.zendesk_greeting.welcome.greeting_id
}
data "zendesk_greetings" "all" {}
resource "zendesk_ivr" "main" {
  name             = "Main line"
  phone_number_ids = [data.zendesk_phone_number.main_line.phone_number_id]
  default_menu     = { name = "Main menu", greeting_id = data.zendesk_greeting.welcome.greeting_id }
}
resource "zendesk_ivr_route" "sales" {
  ivr_id   = zendesk_ivr.main.ivr_id
  menu_id  = zendesk_ivr.main.default_menu_id
  keypress = "1"
  action   = "group"
  options  = { group_ids = [data.zendesk_group.sales.group_id] }
}
"#;

#[test]
fn what_is_found_by_its_name_is_made_up_by_an_empty_mock() {
    let assert = r#"
  assert {
    condition     = data.zendesk_group.sales.name == "Sales" && data.zendesk_group.sales.group_id == 0
    error_message = "The group isn't the mock's: ${jsonencode(data.zendesk_group.sales)}"
  }
  assert {
    condition = length(merge(
      data.zendesk_groups.all.ids, data.zendesk_phone_numbers.all.ids, data.zendesk_greetings.all.ids
    )) == 0
    error_message = "There are names that nobody mocked."
  }
"#;
    expect_passes(REFERENCES, &format!("mock_provider \"zendesk\" {{}}\n{}", runs(assert)));
}
