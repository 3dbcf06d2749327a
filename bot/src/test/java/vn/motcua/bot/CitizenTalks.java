package vn.motcua.bot;

import java.nio.file.Path;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/// A service with its own database for each test, and a citizen who talks to it.
public abstract class CitizenTalks {
    @TempDir
    private Path data;
    protected Scenario scenario;
    protected Scenario.Citizen citizen;

    @BeforeEach
    void begin() {
        scenario = new Scenario(data);
        citizen = scenario.citizen();
    }

    @AfterEach
    void end() {
        scenario.close();
    }
}
