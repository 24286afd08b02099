//! What is refused is not sent again.

use super::account::{address, config, methods, on, stored, with_menus};
use crate::fake::{Answer, Fault};
use crate::harness::Acceptance;

/// Refusals, and the requests of a deletion that meets each.
fn refusals() -> [(Answer, &'static str); 7] {
    [
        (Answer::error(400, "BadRequest", "no"), "GET DELETE"),
        (Answer::not_authenticated(), "GET DELETE"),
        (Answer::forbidden_object(), "GET DELETE"),
        // Not the API's, so that it holds for the run.
        (Answer::html_not_found(), "GET DELETE"),
        (Answer::error(409, "Conflict", "no"), "GET DELETE"),
        (Answer::unprocessable_text(), "GET DELETE"),
        (Answer::empty(405), "GET DELETE"),
    ]
}

#[track_caller]
fn expect(acc: &Acceptance, requests: &str, case: usize) {
    assert_eq!(methods(acc, 10002), requests, "case {case}");
}

/// Runs Terraform, of whose requests one with this method is refused like this.
#[track_caller]
fn refused(acc: &Acceptance, method: &'static str, answer: &Answer, args: &[&str]) {
    acc.fake().clear_requests();
    acc.fake().fault(on(Fault::answer(answer.clone()), method, 10002));
    let output = acc.terraform(args);
    assert_eq!((output.status.code(), output.diagnostics().len()), (Some(1), 1), "{output}");
}

/// Each in an account of its own: what is refused to the account isn't asked again for another menu.
#[test]
fn no_request_is_repeated_after_a_refusal() {
    let apply = ["apply", "-auto-approve"];
    for (case, (answer, deletion)) in refusals().iter().enumerate() {
        let acc = with_menus(1);
        acc.configure(&config(1, "", "+12025550101"));
        refused(&acc, "POST", answer, &apply);
        expect(&acc, "GET POST", case);
        assert_eq!(stored(&acc, 10002), [] as [i64; 0]);
        let made = acc.terraform(&apply);
        assert!(made.status.success(), "{made}");

        refused(&acc, "GET", answer, &["plan"]);
        expect(&acc, "GET", case);

        acc.configure(&config(1, "", "+12025550102"));
        refused(&acc, "PUT", answer, &apply);
        expect(&acc, "GET GET PUT", case);

        refused(&acc, "DELETE", answer, &["destroy", "-auto-approve"]);
        expect(&acc, deletion, case);
        assert_eq!(acc.state().attr(&address(10002), "options.phone_number"), "+12025550101");
        acc.destroy();
    }
}
