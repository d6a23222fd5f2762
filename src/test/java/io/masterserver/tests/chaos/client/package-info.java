/**
 * The clients under chaos. They note down what they have asked, what came back, and when; what is
 * judged is that, and nothing that a server says of itself.
 */
@NullMarked
package io.masterserver.tests.chaos.client;

import org.jspecify.annotations.NullMarked;
