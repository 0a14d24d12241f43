<?xml version="1.0" encoding="UTF-8"?>
<!-- Findings of a stylesheet: sent as messages, read by the caller. -->
<xsl:stylesheet version="3.0"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:f="urn:teiwright:functions"
                exclude-result-prefixes="#all">

  <!-- Send a finding: the rule, the element's name and its path. -->
  <xsl:function name="f:report" as="empty-sequence()">
    <xsl:param name="rule" as="xs:string"/>
    <xsl:param name="element" as="element()"/>
    <xsl:message>
      <finding rule="{$rule}" name="{name($element)}" path="{path($element)}"/>
    </xsl:message>
  </xsl:function>
</xsl:stylesheet>
