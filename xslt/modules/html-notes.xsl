<?xml version="1.0" encoding="UTF-8"?>
<!-- Notes: the mark where a note stands, the notes' section with a way back from each. -->
<xsl:stylesheet version="3.0"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:f="urn:teiwright:functions"
                xmlns:m="urn:teiwright:modes"
                xmlns:tei="http://www.tei-c.org/ns/1.0"
                xmlns="http://www.w3.org/1999/xhtml"
                xpath-default-namespace="http://www.w3.org/1999/xhtml"
                exclude-result-prefixes="#all">

  <xsl:function name="f:mark" as="xs:string">
    <xsl:param name="note" as="element(tei:note)"/>
    <xsl:sequence select="string(($note/@n, replace(f:id($note), '\D', ''))[. ne ''][1])"/>
  </xsl:function>

  <xsl:function name="f:has-anchor" as="xs:boolean">
    <xsl:param name="note" as="element(tei:note)"/>
    <xsl:sequence select="empty($note/ancestor::tei:back/tei:div[@type = 'notes'][. intersect $note/ancestor::*])"/>
  </xsl:function>

  <xsl:template match="tei:note" mode="m:html" as="element(sup)">
    <sup class="mark">
      <a href="#{f:id(.)}" id="mark-{f:id(.)}" role="doc-noteref" aria-label="{f:word('note-n', f:mark(.))}">
        <xsl:value-of select="f:mark(.)"/>
      </a>
    </sup>
  </xsl:template>

  <xsl:template name="f:html-notes" as="element(section)?">
    <xsl:context-item as="element(tei:TEI)" use="required"/>
    <xsl:variable name="notes" as="element(tei:note)*" select="tei:text//tei:note"/>
    <xsl:if test="exists($notes)">
      <section id="notes" class="notes" role="doc-endnotes" aria-labelledby="notes-head">
        <h2 id="notes-head"><xsl:value-of select="f:word('notes')"/></h2>
        <ol>
          <xsl:sequence select="$notes[f:has-anchor(.)] ! f:html-note(.)"/>
        </ol>
        <xsl:sequence select="f:html-strays($notes[not(f:has-anchor(.))])"/>
      </section>
    </xsl:if>
  </xsl:template>

  <xsl:function name="f:html-strays" as="element()*">
    <xsl:param name="notes" as="element(tei:note)*"/>
    <xsl:if test="exists($notes)">
      <h3><xsl:value-of select="f:word('notes-without-anchor')"/></h3>
      <ol>
        <xsl:sequence select="$notes ! f:html-note(.)"/>
      </ol>
    </xsl:if>
  </xsl:function>

  <xsl:function name="f:html-note" as="element(li)">
    <xsl:param name="note" as="element(tei:note)"/>
    <li id="{f:id($note)}" class="note">
      <span class="note-number">
        <xsl:choose>
          <xsl:when test="f:has-anchor($note)">
            <a href="#mark-{f:id($note)}" role="doc-backlink" aria-label="{f:word('back-to-n', f:mark($note))}"
               title="{f:word('back-to-n', f:mark($note))}"><xsl:value-of select="f:mark($note)"/></a>
          </xsl:when>
          <xsl:otherwise><xsl:value-of select="f:mark($note)"/></xsl:otherwise>
        </xsl:choose>
      </span>
      <div class="note-body">
        <xsl:choose>
          <xsl:when test="$note/tei:p"><xsl:apply-templates select="$note/*" mode="m:html"/></xsl:when>
          <xsl:otherwise><p data-unit="note"><xsl:apply-templates select="$note/node()" mode="m:html"/></p></xsl:otherwise>
        </xsl:choose>
      </div>
    </li>
  </xsl:function>
</xsl:stylesheet>
