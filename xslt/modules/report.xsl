<?xml version="1.0" encoding="UTF-8"?>
<!-- Findings of a stylesheet: sent as messages, read by the caller. -->
<xsl:stylesheet version="3.0"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:f="urn:teiwright:functions"
                exclude-result-prefixes="#all">

  <!-- Say once that a kind of element has no form of its own, and how many there are; not of those whose words are all. -->
  <xsl:function name="f:report-kind" as="empty-sequence()">
    <xsl:param name="element" as="element()"/>
    <xsl:if test="not($plain(local-name($element)))">
      <xsl:variable name="all" as="element()+" select="key('of-kind', node-name($element), root($element))"/>
      <xsl:if test="$element is $all[1]">
        <xsl:message>
          <finding rule="unhandled" name="{name($element)}" path="{path($element)}" count="{count($all)}"/>
        </xsl:message>
      </xsl:if>
    </xsl:if>
  </xsl:function>

  <xsl:key name="of-kind" match="*" use="node-name(.)"/>

  <!-- Send a finding: the rule, the element's name and its path. -->
  <xsl:function name="f:report" as="empty-sequence()">
    <xsl:param name="rule" as="xs:string"/>
    <xsl:param name="element" as="element()"/>
    <xsl:message>
      <finding rule="{$rule}" name="{name($element)}" path="{path($element)}"/>
    </xsl:message>
  </xsl:function>
</xsl:stylesheet>
