//! Calls over HTTP, by resource: read the request, run the verb, write the answer.

pub mod accounts;
pub mod hello;
pub mod keyring;
pub mod login;
pub mod operator;
pub mod pairing;
pub mod records;
pub mod wait;
