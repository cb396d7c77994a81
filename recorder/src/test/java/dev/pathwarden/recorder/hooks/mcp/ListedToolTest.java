package dev.pathwarden.recorder.hooks.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pathwarden.model.step.Field;
import dev.pathwarden.model.step.FieldType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a server says of its tools, of which nothing need be true, short, or of the kind it should be. */
class ListedToolTest {

    private static final Object[] ODD = {null, "", "text", "\uD800", 1L, 0.5, true, false, List.of(), Map.of(), new Object[0], new Object()};

    @Test
    void of_aToolThatSaysTooMuch_isCutInEveryPart() {
        Map<String, Object> properties = new LinkedHashMap<>();
        IntStream.range(0, 1_000).forEach(i -> properties.put(i + "x".repeat(1_000), Map.of()));
        ListedTool listed = ListedTool.of(Map.of("name", "n", "title", "t".repeat(10_000), "description", "a".repeat(500_000) + "z", "inputSchema", Map.of("properties", properties)));

        assertThat(listed.title()).hasSize(200);
        assertThat(listed.description()).hasSizeLessThan(4_010).startsWith("aaa").endsWith("az").contains("\n...\n");
        assertThat(listed.arguments()).hasSize(64).allSatisfy(name -> assertThat(name).hasSize(100));
        assertThat(listed.bare().isBare()).isTrue();
    }

    @Test
    void of_anything_readsWhatIsOfItsKind_andLeavesTheRestAbsent() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        List<String> keys = List.of("name", "title", "description", "inputSchema", "annotations", "properties", "readOnlyHint", "destructiveHint", "openWorldHint");
        for (int round = 0; round < 3_000; round++) {
            ListedTool listed = ListedTool.of(anything(random, keys, 3));
            assertThat(listed.hash()).as("seed %d", seed).matches("[0-9a-f]{32}");
            assertThat(listed.hints().keySet()).allMatch(field -> field.type() == FieldType.BOOLEAN);
            listed.facts().forEach((field, value) -> assertThat(value == null || field.type().accepts(value)).as("seed %d, %s", seed, field).isTrue());
        }
        assertThat(ListedTool.of(Map.of("annotations", Map.of("readOnlyHint", "true", "destructiveHint", true, "title", "T"))).hints()).isEqualTo(Map.of(Field.MCP_DESTRUCTIVE_HINT, true));
        assertThat(ListedTool.of(Map.of("annotations", Map.of("title", "T"))).title()).isEqualTo("T");
    }

    private static Object anything(Random random, List<String> keys, int depth) {
        if (depth == 0 || random.nextInt(4) == 0) {
            return ODD[random.nextInt(ODD.length)];
        }
        if (random.nextInt(8) == 0) {
            return new ArrayList<>(Arrays.asList(anything(random, keys, depth - 1), anything(random, keys, depth - 1)));
        }
        Map<Object, Object> map = new HashMap<>();
        keys.forEach(key -> map.put(random.nextInt(6) == 0 ? (Object) random.nextInt(9) : key, anything(random, keys, depth - 1)));
        return map;
    }

    @Test
    void aServer_keepsMoreThanTheHashOfItsFirstToolsOnly_andKnowsEachAgain() {
        McpServer server = new McpServer(null);
        for (int round = 0; round < 2; round++) {
            for (int i = 0; i < 5_100; i++) {
                server.listed("tool" + i, ListedTool.of(Map.of("name", "tool" + i, "description", "Says." + (i == 4_000 && round == 1 ? " More." : ""))));
            }
        }

        assertThat(fact(server, "tool499", Field.MCP_DESCRIPTION)).isEqualTo("Says.");
        assertThat(fact(server, "tool500", Field.MCP_DESCRIPTION)).isNull();
        assertThat(fact(server, "tool500", Field.MCP_REDEFINED)).isEqualTo(false);
        assertThat(fact(server, "tool4000", Field.MCP_REDEFINED)).isEqualTo(true);
        assertThat(fact(server, "tool5050", Field.MCP_DEFINITION)).isNull();
    }

    private static Object fact(McpServer server, String tool, Field field) {
        return server.facts(tool).get(field);
    }
}
