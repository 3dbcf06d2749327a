package vn.motcua.bot.web;

import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

import static org.assertj.core.api.Assertions.assertThat;

/// The description and the routes say the same.
class OpenApiTest {

    @Test
    void the_description_names_every_route_and_no_other() {
        try (var service = TestService.withoutTurns()) {
            var response = service.get("/api/v1/openapi.yaml");
            assertThat(response.headers().firstValue("Content-Type")).contains("application/yaml");
            var routes = new TreeMap<String, Set<String>>();
            service.routes().table().forEach((path, methods) -> {
                var described = new TreeSet<>(methods);
                described.remove("HEAD");
                routes.put(path.replaceAll(":([a-z]+)", "{$1}").replace("*", "{file}"), described);
            });
            assertThat(described(response.body())).isEqualTo(routes);
        }
    }

    private static Map<String, Set<String>> described(String yaml) {
        var document = (Map<?, ?>) new Load(LoadSettings.builder().build()).loadFromString(yaml);
        var described = new TreeMap<String, Set<String>>();
        ((Map<?, ?>) Objects.requireNonNull(document.get("paths"))).forEach((path, item) -> {
            var methods = new TreeSet<String>();
            ((Map<?, ?>) item).keySet().stream().map(Object::toString).filter(key -> !key.equals("parameters"))
                    .forEach(method -> methods.add(method.toUpperCase(Locale.ROOT)));
            described.put(path.toString(), methods);
        });
        return described;
    }
}
