/**
 * What it costs to turn packets into bytes and back, on one thread, without a network.
 *
 * <p>Start reading at {@link io.masterserver.bench.codec.CodecBenchmark}.
 */
@NullMarked
package io.masterserver.bench.codec;

import org.jspecify.annotations.NullMarked;
