//! One file for each table: its rows, what reads them, what writes them.

pub mod accounts;
pub mod acks;
pub mod challenges;
pub mod devices;
pub mod directory;
pub mod invites;
pub mod keyrings;
pub mod mailboxes;
pub mod records;
pub mod server;
pub mod sheets;
pub mod spaces;
pub mod tokens;
pub mod wraps;
