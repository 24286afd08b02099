//! The waits between attempts that a caller makes by itself, because more than sending again has to be done.

use std::fmt;
use std::time::Duration;

use reqwest::Method;

use super::call::Call;
use super::client::Client;
use super::error::Error;
use super::ids::MenuId;
use super::line::Line;
use super::verdict::{self, Verdict};

/// The waits between the attempts at one create: as many and as long as between the attempts at any other call.
pub struct Pauses<'a> {
    line: &'a Line,
    call: Call,
    delays: Box<dyn Iterator<Item = Duration> + Send>,
    attempts: u32,
}

impl fmt::Debug for Pauses<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Pauses").finish_non_exhaustive()
    }
}

impl Client {
    /// Gives the waits between the attempts at creating a route of that menu; their time begins now.
    ///
    /// # Errors
    ///
    /// When the menu has no address.
    pub fn pauses(&self, menu: MenuId) -> Result<Pauses<'_>, Error> {
        let call = Call::new(Method::POST, self.url(&menu.routes())?);
        let line = self.line();
        Ok(Pauses { line, call, delays: Box::new(line.delays()), attempts: 0 })
    }
}

impl Pauses<'_> {
    /// Waits as long as `failure` asks for, or a little longer each time; tells whether another attempt may follow.
    ///
    /// None follows when the retries or the time are used up, or when Terraform stops the provider. The attempts that
    /// came before are put into `failure`; each pause is one of the same create, so the doubt stays.
    pub async fn pause(&mut self, failure: &mut Error) -> bool {
        if let Some(request) = failure.request_mut() {
            self.attempts += request.attempts;
            request.attempts = self.attempts;
            request.in_doubt = true;
        }
        let Verdict::Again(asked) = verdict::after(failure, true) else { return false };
        let Some(delay) = self.delays.next() else { return false };
        self.line.wait(asked.unwrap_or(delay), &self.call, failure).await.is_ok()
    }
}
