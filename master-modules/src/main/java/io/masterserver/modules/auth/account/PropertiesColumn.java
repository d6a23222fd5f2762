package io.masterserver.modules.auth.account;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Map;
import java.util.TreeMap;

/** Properties of an account, to and from a column: a JSON object of strings, ordered by name. */
final class PropertiesColumn {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final TypeReference<Map<String, String>> TYPE = new TypeReference<>() {};

  private PropertiesColumn() {}

  static String write(Map<String, String> properties) {
    try {
      return JSON.writeValueAsString(new TreeMap<>(properties));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("properties could not be written", e);
    }
  }

  static Map<String, String> read(String accountId, String text) {
    try {
      return JSON.readValue(text, TYPE);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(
          "properties of account %s: no JSON object of strings (mend accounts.properties)"
              .formatted(accountId));
    }
  }
}
