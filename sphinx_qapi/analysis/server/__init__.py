"""What a server of a schema answers: why it refuses arguments, and with what it replies."""
