//! What a refusal ends: 403 its own kind of request, 422 nothing but its own record.

use super::told::expect_told_once;
use crate::account::{Managed, Requests, errors};
use crate::fake::{Answer, Fault};

const NONE: Requests = Requests { ivrs: 0, menus: 0, routes: 0, one: 0, writes: 0 };

/// New routes for these keys in the first menu.
fn new(managed: &Managed, keys: &[&str]) -> String {
    let (ivr, menu) = managed.menus()[0];
    format!(
        "resource \"zendesk_ivr_route\" \"new\" {{\n  for_each = toset({keys:?})\n  ivr_id = {ivr}\n  menu_id = {menu}\n  \
         keypress = each.key\n  action = \"group\"\n  options = {{ group_ids = [7] }}\n}}\n"
    )
}

/// Removes what Terraform made, which is in no configuration of the harness.
fn forget(managed: &Managed) {
    let (ivr, menu) = managed.menus()[0];
    managed.acc.fake().account(|account| account.menu_mut(ivr, menu).expect("there").routes.clear());
}

#[test]
fn a_403_on_a_write_of_a_route_ends_the_writes_of_routes_and_no_read() {
    let managed = Managed::new(&[2], 2);
    let (ivr, menu) = managed.menus()[1];
    let read = format!(
        "resource \"terraform_data\" \"late\" {{}}\n\
         data \"zendesk_ivr_routes\" \"late\" {{\n  ivr_id = {ivr}\n  menu_id = {menu}\n  depends_on = [terraform_data.late]\n}}\n"
    );
    managed.acc.write("new.tf", &(new(&managed, &["2", "3", "4", "5", "6", "7", "8", "9"]) + &read));
    managed.acc.replan();
    managed.requests();
    managed.acc.fake().fault(Fault::answer(Answer::forbidden_object()).on("POST", Fault::ROUTES).always());
    let output = managed.acc.terraform(&["apply", "-json", "tfplan"]);
    assert_eq!(expect_told_once(&output, "You do not have access to this page.", "403 on POST"), 8);
    assert_eq!(managed.requests(), Requests { ivrs: 1, writes: 1, ..NONE });
    let routes = managed.acc.state().attr("data.zendesk_ivr_routes.late", "routes").clone();
    assert_eq!(routes.as_array().map(Vec::len), Some(2), "{routes:#}");
}

#[test]
fn a_403_on_the_list_of_ivrs_ends_the_reads_below_it_and_no_write() {
    let managed = Managed::new(&[3, 2], 4);
    managed.acc.fake().fault(Fault::answer(Answer::forbidden_text()).on("GET", Fault::API).always());
    let output = managed.acc.terraform(&["plan", "-json"]);
    assert_eq!(expect_told_once(&output, "You do not have access to this page.", "403 on GET"), 20);
    assert_eq!(managed.requests(), Requests { ivrs: 1, ..NONE });
    let output = managed.acc.terraform(&["destroy", "-auto-approve", "-refresh=false"]);
    assert!(output.status.success(), "{output}");
    assert_eq!(managed.acc.fake().account(|account| account.route_count()), 0);
}

#[test]
fn a_422_is_a_matter_of_its_own_route() {
    let managed = Managed::new(&[1], 2);
    managed.acc.write("new.tf", &new(&managed, &["2", "3", "4", "5"]));
    managed.acc.replan();
    managed.requests();
    managed
        .acc
        .fake()
        .fault(Fault::answer(Answer::localized_invalid()).on("POST", Fault::ROUTES).keypress("3"));
    let output = managed.acc.terraform(&["apply", "-json", "tfplan"]);
    assert_eq!(output.status.code(), Some(1), "{output}");
    let [(summary, detail)] = &errors(&output)[..] else { panic!("{output}") };
    assert_eq!(summary, "Failed to create IVR route");
    assert!(detail.contains("标题： 已被使用"), "{detail}");
    // The menu may be looked at, to tell who holds the key.
    let Requests { ivrs, menus, routes, writes, .. } = managed.requests();
    assert_eq!((ivrs, writes), (1, 4));
    assert!(menus + routes <= 1, "{menus} lists of menus, {routes} of routes");
    let made =
        managed.acc.state().addresses().into_iter().filter(|address| address.contains(".new[")).count();
    assert_eq!(made, 3);
    forget(&managed);
}

#[test]
fn two_422s_are_told_in_full_both() {
    let managed = Managed::new(&[1], 2);
    managed.acc.write("new.tf", &new(&managed, &["2", "3", "4"]));
    managed.acc.replan();
    for key in ["2", "4"] {
        let details = serde_json::json!({"base": [{"description": format!("no {key} here")}]});
        managed
            .acc
            .fake()
            .fault(Fault::answer(Answer::record_invalid(details)).on("POST", Fault::ROUTES).keypress(key));
    }
    let output = managed.acc.terraform(&["apply", "-json", "tfplan"]);
    let errors = errors(&output);
    assert_eq!(errors.len(), 2, "{output}");
    for key in ["2", "4"] {
        assert!(errors.iter().any(|(_, detail)| detail.contains(&format!("no {key} here"))), "{errors:#?}");
    }
    forget(&managed);
}
