//! Help lines as the person arranges them: those that ship with the app, and their own.

mod list;
mod merged;
mod order;
mod save;
#[cfg(test)]
mod tests;
mod view;

pub use view::*;
