package io.masterserver.samples.personalinfo;

import io.masterserver.core.wire.Codec;

// tag::packet[]
/**
 * Who a player is.
 *
 * <p>Layout: {@code name:string, age:int32}.
 */
public record PersonalInfo(String name, int age) {

  public static final Codec<PersonalInfo> CODEC = Codec.derived(PersonalInfo.class);
}
// end::packet[]
