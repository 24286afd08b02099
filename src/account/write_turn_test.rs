//! Writes: created once whatever happens to the answer, deleted only with proof, and in the copy afterwards.

use serde_json::json;

use super::test_account::{MENU, Scripted, gone, ids, menu_with, one, other, request, route, routes, status};
use super::{Error, WriteTurn};
use crate::api::IvrRoute;
use crate::api::test_server::{Act, text};

const LIST: &str = "GET ivr";
const LOOK: &str = "GET ivr/1/menus/2/routes";
const POST: &str = "POST ivr/1/menus/2/routes";
const PUT: &str = "PUT ivr/1/menus/2/routes/9";
const DELETE: &str = "DELETE ivr/1/menus/2/routes/9";

/// An account whose menu holds these routes at first, and whose service then answers this.
async fn account(at_first: serde_json::Value, acts: impl IntoIterator<Item = Act>) -> Scripted {
    Scripted::patient([menu_with(at_first)].into_iter().chain(acts)).await
}

async fn turn(scripted: &Scripted) -> WriteTurn<'_, IvrRoute> {
    WriteTurn::wait(&scripted.account, MENU).await.unwrap()
}

async fn create(scripted: &Scripted) -> Result<i64, Error> {
    turn(scripted).await.create(&request()).await.map(|created| created.record.id)
}

fn created(id: i64) -> Act {
    one("ivr_route", route(id))
}

/// The ids of the routes in the copy of the account; asks for what it doesn't know.
async fn known(scripted: &Scripted) -> Vec<i64> {
    ids(scripted.account.all(MENU).await.unwrap()).unwrap()
}

#[tokio::test]
async fn a_create_that_is_answered_is_one_request_and_in_the_copy() {
    let scripted = account(json!([]), [created(9)]).await;
    assert_eq!(create(&scripted).await.unwrap(), 9);
    assert_eq!(known(&scripted).await, [9]);
    assert_eq!(scripted.requests(), [LIST, POST]);
}

#[tokio::test]
async fn a_create_whose_answer_is_lost_is_looked_for_and_not_sent_again() {
    let scripted = account(json!([]), [status(503), routes(json!([other(8), route(9)]))]).await;
    assert_eq!(create(&scripted).await.unwrap(), 9);
    assert_eq!(known(&scripted).await, [8, 9]);
    assert_eq!(scripted.requests(), [LIST, POST, LOOK]);
}

#[tokio::test]
async fn what_was_there_before_or_is_another_one_is_not_adopted() {
    for found in [json!([route(5)]), json!([route(5), other(8)])] {
        let scripted = account(
            json!([route(5)]),
            [status(503), routes(found.clone()), created(9), routes(json!([route(5), route(9)]))],
        )
        .await;
        assert_eq!(create(&scripted).await.unwrap(), 9, "{found}");
        assert_eq!(scripted.requests(), [LIST, POST, LOOK, POST, LOOK]);
    }
}

#[tokio::test]
async fn of_two_attempts_that_came_through_one_is_deleted() {
    for found in [json!([route(8), route(9)]), json!([route(9), route(8)]), json!([route(8)])] {
        let acts = [status(503), routes(json!([])), created(9), routes(found.clone()), status(204)];
        let scripted = account(json!([]), acts).await;
        assert_eq!(create(&scripted).await.unwrap(), 9, "{found}");
        assert_eq!(scripted.requests()[3..], [POST, LOOK, "DELETE ivr/1/menus/2/routes/8"], "{found}");
        assert!(!known(&scripted).await.contains(&8), "{found}");
    }
}

#[tokio::test]
async fn where_the_look_for_a_late_attempt_fails_the_route_that_was_answered_is_the_one() {
    let acts = [status(503), routes(json!([])), created(9), status(403)];
    let scripted = account(json!([]), acts).await;
    assert_eq!(create(&scripted).await.unwrap(), 9);
    assert_eq!(scripted.requests(), [LIST, POST, LOOK, POST, LOOK]);
}

#[tokio::test]
async fn what_is_as_asked_but_no_copy_stays_and_is_not_taken_for_the_answered_one() {
    let mut like = route(8);
    like["overflow_options"] = json!([{"somebody": "else's"}]);
    let acts = [status(503), routes(json!([])), created(9), routes(json!([like, route(9)]))];
    let scripted = account(json!([]), acts).await;
    assert_eq!(create(&scripted).await.unwrap(), 9);
    assert_eq!(scripted.requests(), [LIST, POST, LOOK, POST, LOOK]);
}

#[tokio::test]
async fn a_copy_that_cannot_be_deleted_is_told() {
    let acts = [status(503), routes(json!([])), created(9), routes(json!([route(9), route(8)])), status(403)];
    let scripted = account(json!([]), acts).await;
    let Err(Error::Twice(twice)) = create(&scripted).await else { panic!("it is there twice") };
    assert_eq!((twice.kept, twice.copy), (9, 8));
}

#[tokio::test]
async fn a_refusal_of_the_first_attempt_needs_no_look() {
    for refusal in [400, 403, 422] {
        let scripted = account(json!([]), [status(refusal)]).await;
        assert!(matches!(create(&scripted).await, Err(Error::Api(_))), "{refusal}");
        assert_eq!(scripted.requests(), [LIST, POST], "{refusal}");
    }
}

#[tokio::test]
async fn what_certainly_had_no_effect_is_sent_again_without_a_look() {
    let scripted = account(json!([]), [status(429), created(9)]).await;
    assert_eq!(create(&scripted).await.unwrap(), 9);
    assert_eq!(scripted.requests(), [LIST, POST, POST]);
}

#[tokio::test]
async fn a_refusal_of_a_later_attempt_is_looked_into() {
    let late = [status(503), routes(json!([])), status(422), routes(json!([route(9)]))];
    let scripted = account(json!([]), late).await;
    assert_eq!(create(&scripted).await.unwrap(), 9);
    assert_eq!(scripted.requests(), [LIST, POST, LOOK, POST, LOOK]);

    // An attempt is in doubt: it may turn up.
    let scripted = account(json!([]), [status(503), routes(json!([])), status(422), routes(json!([]))]).await;
    assert!(matches!(create(&scripted).await, Err(Error::MayExist(_))));

    // None is: the refusal is all that there is to tell.
    let scripted = account(json!([]), [status(429), status(422), routes(json!([]))]).await;
    assert!(matches!(create(&scripted).await, Err(Error::Api(_))));
    assert_eq!(scripted.requests(), [LIST, POST, POST, LOOK]);
}

#[tokio::test]
async fn a_create_that_is_given_up_in_doubt_says_so() {
    let none = || routes(json!([]));
    let acts = [status(503), none(), status(503), none(), status(503), none()];
    let scripted = account(json!([]), acts).await;
    let Err(Error::MayExist(error)) = create(&scripted).await else { panic!("it may exist") };
    assert!(error.look.is_none());
    assert_eq!(error.import_ids, ["1/2/ROUTE_ID", "1/2/key=1"]);
    assert_eq!(scripted.requests(), [LIST, POST, LOOK, POST, LOOK, POST, LOOK]);

    let scripted = account(json!([]), [status(503), status(403)]).await;
    let Err(Error::MayExist(error)) = create(&scripted).await else { panic!("it may exist") };
    assert!(error.look.is_some());
}

#[tokio::test]
async fn an_update_that_is_answered_is_in_the_copy() {
    let scripted = account(json!([other(9)]), [one("ivr_route", route(9))]).await;
    known(&scripted).await;
    turn(&scripted).await.update(9, &request()).await.unwrap();
    assert_eq!(scripted.account.known::<IvrRoute>(MENU, 9).unwrap().keypress.as_deref(), Some("1"));
    assert_eq!(scripted.requests(), [LIST, PUT]);
}

#[tokio::test]
async fn a_failure_that_puts_the_list_in_doubt_has_it_read_again() {
    // What is sent again is answered like that three times.
    for (failure, body, attempts, is_in_doubt) in [
        (400, "", 1, true),
        (404, "", 1, true),
        (409, "", 1, true),
        (422, "", 1, true),
        (503, "", 3, true),
        (200, r#"{"ivr_route": {"#, 3, true),
        (403, "", 1, false),
        (405, "", 1, false),
    ] {
        let acts = (0..attempts).map(|_| text(failure, body)).chain([routes(json!([route(9)]))]);
        let scripted = account(json!([other(9)]), acts).await;
        known(&scripted).await;
        turn(&scripted).await.update(9, &request()).await.unwrap_err();
        known(&scripted).await;
        let look = is_in_doubt.then_some(LOOK);
        let expected: Vec<_> = [LIST].into_iter().chain(vec![PUT; attempts]).chain(look).collect();
        assert_eq!(scripted.requests(), expected, "{failure} {body}");
    }
}

#[tokio::test]
async fn what_is_deleted_is_out_of_the_copy() {
    let scripted = account(json!([route(9)]), [status(204)]).await;
    known(&scripted).await;
    turn(&scripted).await.delete(9).await.unwrap();
    assert_eq!(known(&scripted).await, [0; 0]);
    assert_eq!(scripted.requests(), [LIST, DELETE]);
}

#[tokio::test]
async fn a_404_to_a_deletion_is_proven_by_the_list() {
    let scripted = account(json!([route(9)]), [gone(), routes(json!([other(8)]))]).await;
    known(&scripted).await;
    turn(&scripted).await.delete(9).await.unwrap();
    assert_eq!(known(&scripted).await, [8]);
    assert_eq!(scripted.requests(), [LIST, DELETE, LOOK]);

    // The list has it, or can't be had: the 404 proves nothing.
    for list in [routes(json!([other(8), route(9)])), status(403)] {
        let scripted = account(json!([route(9)]), [gone(), list]).await;
        known(&scripted).await;
        turn(&scripted).await.delete(9).await.unwrap_err();
        assert_eq!(scripted.requests(), [LIST, DELETE, LOOK]);
    }
}

#[tokio::test]
async fn a_deletion_that_is_refused_is_an_error_and_the_route_stays() {
    let scripted = account(json!([route(9)]), [status(403)]).await;
    known(&scripted).await;
    turn(&scripted).await.delete(9).await.unwrap_err();
    assert_eq!(known(&scripted).await, [9]);
    assert_eq!(scripted.requests(), [LIST, DELETE]);
}
