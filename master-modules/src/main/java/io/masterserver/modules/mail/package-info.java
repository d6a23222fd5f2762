/**
 * Mail to players, as a module that others depend on: a queue in the database, templates, SMTP.
 *
 * <pre>{@code
 * module ──Mail──▶ Mailer ──▶ table of mails ◀──claims── MailSender ──▶ SMTP server
 *                    └──stored──▶ MailDelivery ──rounds──────┘      └──▶ log, in development
 * }</pre>
 *
 * <h2>Start reading at</h2>
 *
 * <ul>
 *   <li>{@link io.masterserver.modules.mail.Mailer} — what other modules see
 *   <li>{@link io.masterserver.modules.mail.MailModule} — how the parts are put together
 * </ul>
 *
 * <p>May depend on {@code api} and {@code modules.database}. Must not know what the mails are
 * about.
 */
@NullMarked
package io.masterserver.modules.mail;

import org.jspecify.annotations.NullMarked;
