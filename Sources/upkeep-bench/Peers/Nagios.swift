import Glibc

extension Peer {
    /// Nagios checks a configuration with as many services: the fastest peer that is known.
    static let nagios = Peer(
        name: "nagios4 -v",
        command: "nagios4",
        installation: "apt-get install nagios4"
    ) { command, size, folder in
        let tree = BenchmarkTree(monitorCount: size.monitorCount, fileCount: size.fileCount)
        for file in 0..<size.fileCount {
            try Files.write(
                NagiosObjects.text(of: tree.monitors(ofFile: file)),
                to: "\(folder)/objects/\(file).cfg"
            )
        }
        try Files.write(NagiosObjects.shared, to: "\(folder)/shared.cfg")
        try Files.write(NagiosObjects.settings(in: folder), to: "\(folder)/nagios.cfg")
        return Program(command, "-v", "\(folder)/nagios.cfg")
    }
}

/// The monitors of a tree in Nagios's own language: a service each, and a host for each file.
///
/// The component is a variable of the service: service groups so large would cost Nagios far more than reading them.
private enum NagiosObjects {
    static func text(of monitors: Range<Int>) -> String {
        let host = "host-\(monitors.lowerBound)"
        var text = """
            define host {
                use           usual-host
                host_name     \(host)
                address       \(host).example.com
            }

            """
        for number in monitors { text += service(MonitorSample(number), on: host) }
        return text
    }

    private static func service(_ monitor: MonitorSample, on host: String) -> String {
        """
        define service {
            host_name               \(host)
            service_description     \(monitor.id)
            display_name            \(monitor.name)
            check_command           check_\(monitor.type)!\(monitor.target)
            check_interval          1
            retry_interval          1
            max_check_attempts      3
            check_period            always
            notification_period     always
            active_checks_enabled   \(monitor.isEnabled ? 1 : 0)
            contacts                someone
            _component              \(monitor.component)
            notes                   \(monitor.labels.map { "\($0.key)=\($0.value)" }.joined(separator: " "))
        }

        """
    }

    /// What the services refer to.
    static let shared =
        commands + """
            define timeperiod {
                timeperiod_name   always
                alias             Always
                monday            00:00-24:00
                sunday            00:00-24:00
            }
            define contact {
                contact_name                    someone
                host_notification_period        always
                service_notification_period     always
                host_notification_options       d
                service_notification_options    c
                host_notification_commands      notify
                service_notification_commands   notify
            }
            define host {
                name                  usual-host
                check_command         notify
                max_check_attempts    3
                check_period          always
                notification_period   always
                contacts              someone
                register              0
            }

            """

    private static let commands = ["check_api", "check_site", "check_dns", "notify"].map { name in
        """
        define command {
            command_name   \(name)
            command_line   /bin/true $ARG1$
        }

        """
    }.joined()

    static func settings(in folder: String) -> String {
        """
        cfg_file=\(folder)/shared.cfg
        cfg_dir=\(folder)/objects
        log_file=\(folder)/nagios.log
        lock_file=\(folder)/nagios.lock
        temp_file=\(folder)/nagios.tmp
        temp_path=\(folder)
        status_file=\(folder)/status.dat
        check_result_path=\(folder)
        use_syslog=0
        nagios_user=\(getuid())
        nagios_group=\(getgid())

        """
    }
}
