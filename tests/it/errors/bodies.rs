//! Every form of error that Zendesk is known to answer with, on a create, a read, an update and a delete.

use serde_json::{Map, json};

use crate::account;
use crate::fake::{Answer, Fault};
use crate::harness::{Acceptance, Output};

const NO_ACCESS: &str = "You do not have access to this page. Please contact the account owner of this help desk for \
    further help.";
/// What to do about a 401.
const CREDENTIALS: &str = "check email and api_token";
/// What to do about a 403.
const ROLE: &str = "phone menus need an administrator or Talk administrator";
/// What to do about a 404 that isn't about a record.
const PLACE: &str = "check subdomain or base_url";

/// What to do about a 404 that is about a record.
const IDS: &str = "It may have been deleted in the meantime, or ivr_id or menu_id may be wrong.";

/// An answer, and what the error must say of it: the status with Zendesk's words, and what to do.
struct Case {
    name: &'static str,
    answer: Answer,
    says: String,
    advice: &'static str,
}

fn case(name: &'static str, answer: Answer, says: &str, advice: &'static str) -> Case {
    Case { name, answer, says: says.to_owned(), advice }
}

/// An error with more text than anybody reads.
fn overlong() -> Case {
    let says = format!("400 Bad Request: {}… (request id", "word ".repeat(100));
    case("overlong", Answer::text(400, "text/plain", &"word ".repeat(2000)), &says, "")
}

/// Refusals of one record: others of the run have theirs.
fn of_one_record() -> Vec<Case> {
    let blank = json!({ "name": [{ "description": "Name: cannot be blank", "error": "BlankValue" }] });
    vec![
        case("409", Answer::database_conflict(), "409 Conflict: DatabaseConflict: Database collision", ""),
        case("400_empty", Answer::empty(400), "400 Bad Request", ""),
        case(
            "400_error",
            Answer::error(400, "TooManyValues", "Please limit to 100 ids"),
            "400 Bad Request: TooManyValues: Please limit to 100 ids",
            "",
        ),
        overlong(),
        case(
            "422_details",
            Answer::record_invalid(blank),
            "422 Unprocessable Entity: RecordInvalid: Record validation errors; Name: cannot be blank; BlankValue",
            "",
        ),
        case(
            "422_localised",
            Answer::localized_invalid(),
            "422 Unprocessable Entity: RecordInvalid: Record validation errors; 标题： 已被使用",
            "",
        ),
        case("422_text", Answer::unprocessable_text(), "422 Unprocessable Entity: Unprocessable Entity", ""),
        case("413", Answer::empty(413), "413 Payload Too Large", ""),
    ]
}

/// Failures of the account or of the service, which hold for all of a run: each is told in full once.
fn of_the_account() -> Vec<Case> {
    let html =
        Answer::text(403, "text/html", "<!DOCTYPE html><html><head><title>Blocked</title></head></html>");
    let gateway = Answer::text(502, "text/html", "<html><body>Bad gateway</body></html>");
    let unavailable =
        "503 Service Unavailable: DatabaseDeadlock: Database deadlock found; please retry your transaction";
    let token = "401 Unauthorized: invalid_token: The access token provided is expired, revoked, malformed or invalid \
        for other reasons.";
    let nobody =
        "404 Not Found: No help desk at acme.zendesk.com: There is no help desk configured at this address.";
    let limit = "429 Too Many Requests: Number of allowed API requests per minute exceeded";
    vec![
        case("401", Answer::not_authenticated(), "401 Unauthorized: Couldn't authenticate you", CREDENTIALS),
        case("401_oauth", Answer::invalid_token(), token, CREDENTIALS),
        case(
            "403_object",
            Answer::forbidden_object(),
            &format!("403 Forbidden: Forbidden: {NO_ACCESS}"),
            ROLE,
        ),
        case(
            "403_string",
            Answer::missing_scopes("write"),
            "403 Forbidden: Forbidden: You are missing the following required scopes: write",
            ROLE,
        ),
        case("403_text", Answer::forbidden_text(), &format!("403 Forbidden: {NO_ACCESS}"), ROLE),
        case("403_html", html, "403 Forbidden: an HTML page, \"Blocked\"", ROLE),
        case("404_path", Answer::invalid_endpoint(), "404 Not Found: InvalidEndpoint: Not found", PLACE),
        case("404_empty", Answer::empty(404), "404 Not Found", PLACE),
        case("404_subdomain", Answer::no_help_desk("acme.zendesk.com"), nobody, PLACE),
        case("404_html", Answer::html_not_found(), "404 Not Found: an HTML page, \"Not found\"", PLACE),
        case("429_text", Answer::too_many_requests(), limit, ""),
        case("503_deadlock", Answer::database_deadlock(), unavailable, ""),
        case("500_empty", Answer::empty(500), "500 Internal Server Error", ""),
        case("502_html", gateway, "502 Bad Gateway: an HTML page", ""),
        case("524_cloudflare", Answer::empty(524), "524", ""),
    ]
}

/// A route for each case, in a menu of its own: 10003 for the first case.
fn routes(cases: &[Case], number: &str) -> String {
    let menus: Map<_, _> =
        cases.iter().zip(10003..).map(|(case, menu)| (case.name.into(), json!(menu))).collect();
    format!(
        r#"
resource "zendesk_ivr_route" "test" {{
  for_each = {}
  ivr_id   = 10001
  menu_id  = each.value
  keypress = "1"
  action   = "phone_number"
  options  = {{ phone_number = "{number}" }}
}}
"#,
        json!(menus).to_string().replace("\":", "\" = ")
    )
}

/// Sets a fault for each case on the menu's routes, or on the one route that it has.
fn set_faults(acc: &Acceptance, cases: &[Case], method: &'static str, below: &str) {
    for (case, menu) in cases.iter().zip(10003..) {
        let path = format!("/api/v2/channels/voice/ivr/10001/menus/{menu}/routes{below}");
        acc.fake().fault(Fault::answer(case.answer.clone()).on(method, path));
    }
}

/// Checks that each case has one error, which says what was asked, what was answered and what to do.
#[track_caller]
fn expect_errors(acc: &Acceptance, output: &Output, cases: &[Case], verb: &str, method: &str) {
    let (errors, requests) = (output.diagnostics(), acc.fake().requests());
    for (case, menu) in cases.iter().zip(10003..) {
        let menu = format!("/api/v2/channels/voice/ivr/10001/menus/{menu}/routes");
        let found: Vec<_> = errors.iter().filter(|error| error.detail.contains(&menu)).collect();
        let [error] = found[..] else { panic!("for {}: {found:#?}", case.name) };
        assert_eq!(error.summary, format!("Failed to {verb} IVR route"));
        // Terraform doesn't say what the error of a delete belongs to.
        let address = format!("zendesk_ivr_route.test[\"{}\"]", case.name);
        assert_eq!(error.address, if verb == "delete" { "" } else { &address });
        let refused = |request: &&crate::fake::LoggedRequest| {
            request.method == method && request.path.starts_with(&menu) && request.status >= Some(400)
        };
        let request = requests.iter().rfind(refused).unwrap_or_else(|| panic!("no {method} {menu}"));
        error.says(&format!("answered {method} {} with {}", request.path, case.says));
        error.says(&format!("(request id {})", request.request_id)).says(case.advice);
        assert!(error.detail.len() < 1200 && !error.detail.contains("<html"), "{error:#?}");
    }
    assert_eq!(errors.len(), cases.len(), "{output}");
}

#[test]
fn each_is_shown_for_each_operation_and_the_state_kept() {
    expect_shown(&of_one_record());
}

#[test]
fn each_that_holds_for_the_account_is_shown_for_each_operation_and_the_state_kept() {
    for case in of_the_account() {
        expect_shown(&[case]);
    }
}

/// Has these happen in one run to a create, then to a read, an update and a delete.
#[track_caller]
fn expect_shown(cases: &[Case]) {
    let acc = account(cases.len());
    let apply = |config: &str| {
        acc.configure(config);
        acc.terraform(&["apply", "-auto-approve"])
    };
    let before = routes(cases, "+12025550101");
    set_faults(&acc, cases, "POST", "");
    expect_errors(&acc, &apply(&before), cases, "create", "POST");
    assert_eq!(acc.fake().account(|account| account.route_count()), 0);
    let made = apply(&before);
    assert!(made.status.success(), "{made}");

    set_faults(&acc, cases, "GET", "");
    expect_errors(&acc, &acc.plan_fails(&before), cases, "read", "GET");

    set_faults(&acc, cases, "PUT", "/*");
    expect_errors(&acc, &apply(&routes(cases, "+12025550102")), cases, "update", "PUT");

    set_faults(&acc, cases, "DELETE", "/*");
    let output = acc.terraform(&["destroy", "-auto-approve"]);
    assert!(!output.status.success(), "{output}");
    expect_errors(&acc, &output, cases, "delete", "DELETE");
    let state = acc.state();
    assert_eq!(state.addresses().len(), cases.len());
    let first = format!("zendesk_ivr_route.test[\"{}\"]", cases[0].name);
    assert_eq!(state.attr(&first, "options.phone_number"), "+12025550101");
    assert_eq!(acc.fake().account(|account| account.route_count()), cases.len());
    acc.destroy();
}

/// An account with so many menus, each of which is listed by itself, and a provider that asks once.
fn account(menus: usize) -> Acceptance {
    let mut acc = account::with_menu();
    acc.env("ZENDESK_MAX_RETRIES", "0");
    acc.fake().account(|account| account.knobs.nested_routes = false);
    account::add_menus(&acc, i64::try_from(menus).unwrap());
    acc
}

/// `RecordNotFound` is the one body that says that a record is gone; for a write that isn't enough.
#[test]
fn a_record_that_is_not_found_is_an_error_of_a_write() {
    let acc = account(1);
    let missing =
        || case("404_record", Answer::record_not_found(), "404 Not Found: RecordNotFound: Not found", IDS);
    let cases = [missing()];
    set_faults(&acc, &cases, "POST", "");
    expect_errors(&acc, &acc.apply_fails(&routes(&cases, "+12025550101")), &cases, "create", "POST");
    acc.apply(&routes(&cases, "+12025550101"));
    set_faults(&acc, &cases, "PUT", "/*");
    expect_errors(&acc, &acc.apply_fails(&routes(&cases, "+12025550102")), &cases, "update", "PUT");
    // The list still has the route: one 404 proves nothing.
    set_faults(&acc, &cases, "DELETE", "/*");
    let output = acc.terraform(&["destroy", "-auto-approve"]);
    expect_errors(&acc, &output, &cases, "delete", "DELETE");
    assert_eq!(acc.state().addresses(), ["zendesk_ivr_route.test[\"404_record\"]"]);
}
